import { createApp } from '../app.ts';
import { type Config, type Environment, parseConfig } from '../config.ts';
import { createPageServer } from './page-server.ts';
import { createScene } from './scene.ts';
import { createLocalSlack, type LocalSlack } from './slack/local-slack.ts';
import { createTrail } from './trail.ts';
import { type RedisServer, startRedisServer } from './trouble/redis-server.ts';

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
  /** Keeps the state in a redis-server of its own, which must be on PATH, instead of in memory. */
  readonly redis?: boolean;
  /** A line for the person at the terminal. */
  readonly warn: (line: string) => void;
}

/**
 * A local Slack with its page, and the bot connected to it over Socket Mode, in this process.
 * Rejects with EADDRINUSE when the port is taken, with a ConfigError when the model's variables do not fit, and with
 * MissingRedis when one is wanted and there is none.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  // Read before anything listens: what is wrong with it is known then.
  const config = configOf(options.env, placeholder);
  const redis = options.redis === true ? await startRedisServer({ appendonly: true }) : null;
  try {
    return await open(options, config, redis);
  } catch (thrown) {
    await redis?.stop();
    throw thrown;
  }
}

async function open(
  { port, env, warn }: PlaygroundOptions,
  read: Config,
  redis: RedisServer | null,
): Promise<Playground> {
  const about = aboutOf(read, redis !== null);
  const trail = createTrail({ level: env['LOG_LEVEL'], warn });
  const scene = createScene({ slack: () => slack, hasModel: read.model.apiKey !== null, redis });
  const slack = await createLocalSlack({
    port,
    otherwise: createPageServer({ slack: () => slack, about, trail, scene }),
  });
  for (const { id, isBot } of slack.snapshot().people) if (!isBot) openDirect(slack, id);
  try {
    const stores = redis === null ? {} : { REDIS_URL: redis.url };
    const config = configOf(env, { ...slack.environment('sockets'), ...stores });
    const app = createApp(config, trail.log, scene.around);
    await app.start();
    trail.ready();
    return {
      url: `http://localhost:${slack.port}/`,
      about,
      slack,
      async stop() {
        await app.stop();
        await slack.close();
        await redis?.stop();
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
    ...Object.fromEntries(others),
    ...slack,
    PORT: '0',
    // Nobody who presses Ctrl+C here wants to wait for the rest of an answer.
    SHUTDOWN_GRACE_SECONDS: '1',
  });
}

const placeholder = { SLACK_BOT_TOKEN: 'xoxb-none', SLACK_APP_TOKEN: 'xapp-none' };

function aboutOf({ model }: Config, hasRedis: boolean): string {
  const memory = hasRedis ? 'in a Redis of its own' : 'in this process';
  const here = `The bot is the real one, its memory ${memory}; Slack is a local stand-in.`;
  if (model.apiKey === null) {
    return `No model is connected (no ANTHROPIC_API_KEY): rules, tools and checklists answer. ${here}`;
  }
  const server = new URL(model.baseUrl ?? 'https://api.anthropic.com').host;
  return `The answers come from ${server}. ${here}`;
}
