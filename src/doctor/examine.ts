import { agentsFolder } from '../agents/agents-folder.ts';
import { loadAgents } from '../agents/load.ts';
import { type Config, ConfigError, type Environment, parseConfig } from '../config.ts';
import { errorCode } from '../lib/errors.ts';
import { diagnoseAgents } from './agents.ts';
import { type Diagnosis, fail, ok, warn } from './diagnosis.ts';
import { diagnoseModel } from './model.ts';
import { diagnoseNode } from './node.ts';
import { diagnoseRedis } from './redis.ts';
import { diagnoseSlack } from './slack.ts';

/** Everything the bot depends on, looked at as it is now. Asks Slack, Redis and the model; changes nothing. */
export async function examine(
  env: Environment,
  nodeVersion: string,
): Promise<readonly Diagnosis[]> {
  const node = diagnoseNode(nodeVersion);
  const config = configOf(env);
  if ('problems' in config) return [node, ...config.problems];
  const found = await Promise.all([
    diagnoseSlack(accountOf(config)),
    diagnoseRedis(config.redis?.url ?? null),
    diagnoseModel(config.model),
    diagnoseAgentsIn(agentsFolder(config.agents.dir)),
  ]);
  const doubtful = config.warnings.map((line) =>
    warn('Configuration', line, 'Change or remove it.'),
  );
  return [
    node,
    ok('Configuration', 'Every variable can be used.'),
    ...doubtful,
    ...found.flat(),
    ...unseen(config),
  ];
}

function configOf(env: Environment): Config | { readonly problems: readonly Diagnosis[] } {
  try {
    return parseConfig(env);
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    const remedy = 'Set it in .env, or run `architect init`.';
    return {
      problems: thrown.problems.map((problem) => fail('Configuration', `${problem}.`, remedy)),
    };
  }
}

function accountOf({ slack }: Config) {
  const { apiUrl, botToken, transport } = slack;
  return { apiUrl, botToken, appToken: transport.kind === 'socket' ? transport.appToken : null };
}

async function diagnoseAgentsIn(dir: string): Promise<Diagnosis> {
  try {
    return diagnoseAgents(await loadAgents(dir), dir);
  } catch (thrown) {
    const why = errorCode(thrown) ?? 'unreadable';
    return fail(
      'Agents',
      `The folder ${dir} cannot be read (${why}).`,
      'Set AGENTS_DIR to a folder with agent files.',
    );
  }
}

/** What no token of a bot can see. */
function unseen({ slack }: Config): readonly Diagnosis[] {
  const events = warn(
    'Events',
    'Which events the app is subscribed to cannot be asked with a bot token.',
    'Mention the bot in a channel; if it stays silent, compare Event Subscriptions with manifest.yml.',
  );
  if (slack.transport.kind === 'socket') return [events];
  return [
    events,
    warn(
      'Signing secret',
      'It shows only when Slack sends something.',
      'If deliveries end in 401, copy it again from Basic Information.',
    ),
  ];
}
