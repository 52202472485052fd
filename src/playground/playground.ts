import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp } from '../app.ts';
import { type Config, type Environment, parseConfig } from '../config.ts';
import { createPageServer } from './page-server.ts';
import { createLocalSlack, type LocalSlack } from './slack/local-slack.ts';
import { createTrail } from './trail.ts';

export interface Playground {
  /** Where the page is. */
  readonly url: string;
  /** One line: what is real and what stands in. */
  readonly about: string;
  readonly slack: LocalSlack;
  stop(): Promise<void>;
}

export interface PlaygroundOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** The model's variables are honoured, Slack's and Redis's replaced. */
  readonly env: Environment;
  /** A line for the person at the terminal. */
  readonly warn: (line: string) => void;
}

/**
 * A local Slack with its page, and the bot connected to it over Socket Mode, in this process and in memory.
 * Rejects with EADDRINUSE when the port is taken, with a ConfigError when the model's variables do not fit.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, env, warn } = options;
  // Read before anything listens: what is wrong with it is known then.
  const about = aboutOf(configOf(env, placeholder));
  const trail = createTrail({ level: env['LOG_LEVEL'], warn });
  const page = createPageServer({ slack: () => slack, about, trail });
  const slack = await createLocalSlack({ port, otherwise: page });
  for (const { id, isBot } of slack.snapshot().people) if (!isBot) openDirect(slack, id);
  try {
    const app = createApp(configOf(env, slack.environment('sockets')), trail.log);
    await app.start();
    trail.ready();
    return {
      url: `http://localhost:${slack.port}/`,
      about,
      slack,
      async stop() {
        await app.stop();
        await slack.close();
      },
    };
  } catch (thrown) {
    await slack.close();
    throw thrown;
  }
}

/** The app's room is in everybody's list from the start, not only after the first message. */
function openDirect(slack: LocalSlack, person: string): void {
  void slack.person(person).direct;
}

function configOf(env: Environment, slack: Environment): Config {
  const others = Object.entries(env).filter(
    ([name]) => !/^(?:SLACK_|REDIS_|PORT$|SHUTDOWN_)/.test(name),
  );
  return parseConfig({
    AGENTS_DIR: existsSync('agents') ? 'agents' : ownAgents,
    ...Object.fromEntries(others),
    ...slack,
    PORT: '0',
    // Nobody who presses Ctrl+C here wants to wait for the rest of an answer.
    SHUTDOWN_GRACE_SECONDS: '1',
  });
}

/** The roster that ships with the package, for a start from any folder. */
const ownAgents = fileURLToPath(new URL('../../agents', import.meta.url));

const placeholder = { SLACK_BOT_TOKEN: 'xoxb-none', SLACK_APP_TOKEN: 'xapp-none' };

function aboutOf({ model }: Config): string {
  const here =
    'Slack is a stand-in on this machine; the bot is the real one, its memory is this process';
  if (model.apiKey === null) {
    return `${here}. No model is connected (ANTHROPIC_API_KEY is not set): schemas are reviewed all the same.`;
  }
  const server = new URL(model.baseUrl ?? 'https://api.anthropic.com').host;
  return `${here}. The answers come from ${server}.`;
}
