import { randomUUID } from 'node:crypto';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { MessageData } from '../../src/playground/slack/data.ts';
import type { ShownMessage } from '../../src/playground/slack/shown.ts';
import { type BotProcess, startBot } from './bot.ts';
import { type ScriptedModel, startScriptedModel } from './model.ts';
import { type TestRedis, startRedis } from './redis.ts';

/** Everything around a bot process: a Slack, a model, a Redis; and any number of bots, in either mode. */
export interface World extends AsyncDisposable {
  readonly slack: LocalSlack;
  readonly model: ScriptedModel;
  readonly redis: TestRedis;
  /** Starts one more bot process. Over HTTP, Slack's events then go to all of them in turn. */
  bot(env?: Readonly<Record<string, string>>): Promise<BotProcess>;
  /** Resolves with the bot's finished answers in the thread of a message, once the session rests. */
  answered(
    question: MessageData,
    options?: { count?: number; timeoutMs?: number },
  ): Promise<readonly ShownMessage[]>;
}

export type Mode = 'sockets' | 'http';

/** Slow enough for two loaded cores, fast enough to end in a suite. */
const ANSWER_TIMEOUT_MS = 30_000;

export async function startWorld(mode: Mode): Promise<World> {
  const [slack, model, redis] = await Promise.all([
    createLocalSlack({ delivery: { retryDelaysMs: [100, 2_000, 15_000] } }),
    startScriptedModel(),
    startRedis({ appendonly: true }),
  ]);
  const bots: BotProcess[] = [];
  // A bot of another test that still looks for its Redis on a port that became this one's finds nothing to do.
  const keyPrefix = randomUUID();
  return {
    slack,
    model,
    redis,
    async bot(env = {}) {
      const bot = await startBot({
        ...slack.environment(mode),
        REDIS_URL: redis.url,
        REDIS_KEY_PREFIX: keyPrefix,
        ANTHROPIC_API_KEY: 'test-key',
        ANTHROPIC_BASE_URL: model.url,
        ...env,
      });
      bots.push(bot);
      if (mode === 'http') slack.deliverTo(bots.map(({ url }) => `${url}/slack/events`));
      return bot;
    },
    answered: (question, { count = 1, timeoutMs = ANSWER_TIMEOUT_MS } = {}) =>
      slack
        .until(
          () => {
            const answers = slack.answers(question.channel, question.threadTs ?? question.ts);
            return answers.length >= count && answers.every(isFinished) && answers;
          },
          { timeoutMs, what: `${count} finished answer(s) to "${question.text.slice(0, 40)}"` },
        )
        .catch((cause: unknown) => {
          throw new Error([cause, ...bots.map(lastWords)].join('\n'), { cause });
        }),
    async [Symbol.asyncDispose]() {
      for (const bot of bots) bot.kill('SIGKILL');
      await Promise.all(bots.map((bot) => bot.exited));
      await Promise.all([slack.close(), model.close(), redis.stop()]);
    },
  };
}

/** An answer is finished when its stream is closed and its footer, or what ends it otherwise, stands below. */
function isFinished(message: ShownMessage): boolean {
  return message.stream?.state !== 'open' && message.footer !== undefined;
}

/** For whoever reads why a test failed. */
function lastWords({ pid, lines, errors }: BotProcess): string {
  const said = lines.slice(-12).map((line) => JSON.stringify(line));
  return [`bot ${pid} wrote last:`, ...said, ...errors.slice(-5)].join('\n');
}
