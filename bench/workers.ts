import { createLocalSlack } from '../src/playground/slack/local-slack.ts';
import { startScriptedModel } from '../tests/support/model.ts';
import { startRedis } from '../tests/support/redis.ts';
import { ask, type Pace } from './ask.ts';
import { startMeasured } from './bots.ts';

/** Answers that each process may have open at once; small, so that the processes are the limit and not the cores. */
const CONCURRENCY = 4;
/** Twenty pieces over two seconds: a model that writes while the bot waits, as it does nearly all of its time. */
const SLOW: Pace = { every: 100, delayMs: 100 };
const ROUNDS = 6;

/** Answers a second of so many processes over one Redis, from a model that takes its time. */
export async function answersPerSecond(processes: number): Promise<number> {
  const [redis, slack, model] = await Promise.all([
    startRedis({ appendonly: true, args: ['--appendfsync', 'everysec'] }),
    createLocalSlack(),
    startScriptedModel(),
  ]);
  const start = () =>
    startMeasured('architect', {
      ...slack.environment('http'),
      ANTHROPIC_API_KEY: 'bench',
      ANTHROPIC_BASE_URL: model.url,
      REDIS_URL: redis.url,
      WORKERS_CONCURRENCY: String(CONCURRENCY),
    });
  const bots = await Promise.all(Array.from({ length: processes }, start));
  slack.deliverTo(bots.map(({ url }) => `${url}/slack/events`));

  let next = 0;
  const total = processes * CONCURRENCY * ROUNDS;
  const line = async () => {
    while (next < total) {
      const question = `(slow ${(next += 1)}) review this table: create table orders (id int)`;
      // oxlint-disable-next-line no-await-in-loop -- each line asks one at a time
      await ask(slack, model, question, SLOW);
    }
  };
  const began = performance.now();
  // Twice what they take at once: a worker that is done always finds the next question waiting.
  await Promise.all(Array.from({ length: processes * CONCURRENCY * 2 }, line));
  const perSecond = total / ((performance.now() - began) / 1000);
  await Promise.all(bots.map((bot) => bot.stop()));
  await Promise.all([slack.close(), model.close(), redis.stop()]);
  return perSecond;
}
