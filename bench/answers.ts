/**
 * What an answer costs beside the model: Architect with Redis, and a minimal Bolt bot with neither Redis nor
 * durability, in the same run, against the same local Slack and the same scripted model. Compare the two columns;
 * the milliseconds are this machine's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createLocalSlack, type LocalSlack } from '../src/playground/slack/local-slack.ts';
import { type ScriptedModel, startScriptedModel } from '../tests/support/model.ts';
import { startRedis, type TestRedis } from '../tests/support/redis.ts';
import { ask, TOKENS, type Asked, type Pace } from './ask.ts';
import { startMeasured, type MeasuredBot } from './bots.ts';
import { countRedis } from './redis-counts.ts';
import { answersPerSecond } from './workers.ts';

const QUESTIONS = 40;
const BURST = 300;
const AT_ONCE = 24;
/** A token at a time: at the pace of a real model, and as fast as it goes. */
const REAL: Pace = { every: 5, delayMs: 4 };
const AT_ONCE_PACE: Pace = { every: 5, delayMs: 0 };
/** Between two questions: what a bot does after an answer stands must not count against the next one. */
const REST_MS = 50;
const STARTS = 3;
/** A bot that has just started holds what starting took; V8 gives it back when nothing happens for a while. */
const IDLE_MS = 30_000;

interface Report {
  readonly [figure: string]: number;
}

const redis = await startRedis({ appendonly: true, args: ['--appendfsync', 'everysec'] });
const reports = { minimal: await measure('minimal'), architect: await measure('architect') };
await redis.stop();
print(reports);
await printWorkers();
process.exit(0);

async function measure(which: 'architect' | 'minimal'): Promise<Report> {
  const slack = await createLocalSlack();
  const model = await startScriptedModel();
  const env = {
    ...slack.environment('http'),
    ANTHROPIC_API_KEY: 'bench',
    ANTHROPIC_BASE_URL: model.url,
    ...(which === 'architect' ? { REDIS_URL: redis.url } : {}),
  };
  const readyMs = await coldStart(which, env);
  const bot = await startMeasured(which, env);

  slack.deliverTo([`${bot.url}/slack/events`]);
  const world = { slack, model, bot, redis };
  const startedMb = await bot.rssMb();
  await sleep(IDLE_MS);
  const idleMb = await bot.rssMb();
  await inTurn(world, 5, 'warm');
  const counted = which === 'architect' ? await countRedis(redis) : null;
  slack.forgetCalls();
  const asked = await inTurn(world, QUESTIONS, 'one');
  const redisCounts = (await counted?.end()) ?? { commands: 0, trips: 0, byClock: 0 };
  const calls = slack.calls().length / QUESTIONS;
  const perSecond = await burst(world);
  const report = {
    ...spreads(asked),
    'answers a second': perSecond,
    'Slack calls an answer': calls,
    'Redis round trips an answer': redisCounts.trips / QUESTIONS,
    'Redis commands an answer': redisCounts.commands / QUESTIONS,
    'Redis commands by the clock, an answer': redisCounts.byClock / QUESTIONS,
    'cold start ms': readyMs,
    'memory just started MB': startedMb,
    'memory idle for 30 s MB': idleMb,
    'memory after MB': await bot.rssMb(),
  };
  await bot.stop();
  await slack.close();
  await model.close();
  return report;
}

/** The middle of some starts: the first one also warms the disk's cache. */
async function coldStart(
  which: 'architect' | 'minimal',
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- two starts at once would share the cores
    const bot = await startMeasured(which, env);
    times.push(bot.readyMs);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await bot.stop();
  }
  return times.toSorted((a, b) => a - b)[1] ?? 0;
}

interface World {
  readonly slack: LocalSlack;
  readonly model: ScriptedModel;
  readonly bot: MeasuredBot;
  readonly redis: TestRedis;
}

/** One question after the other, the model writing at the pace of a real one. */
async function inTurn({ slack, model }: World, count: number, name: string): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let n = 0; n < count; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- as below
    await sleep(REST_MS);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    asked.push(
      await ask(
        slack,
        model,
        `(${name} ${n}) review this table: create table orders (id int, total float)`,
        REAL,
      ),
    );
  }
  return asked;
}

/** As many as the bot can take, some at once, from a model that writes without waiting. */
async function burst({ slack, model }: World): Promise<number> {
  let next = 0;
  const began = performance.now();
  const line = async () => {
    while (next < BURST) {
      const n = (next += 1);
      // oxlint-disable-next-line no-await-in-loop -- each line asks one at a time
      await ask(
        slack,
        model,
        `(burst ${n}) review this table: create table orders (id int, total float)`,
        AT_ONCE_PACE,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return BURST / ((performance.now() - began) / 1000);
}

function spreads(asked: readonly Asked[]): Report {
  const of = (figure: keyof Asked) => asked.map((each) => each[figure]);
  return {
    ...spread('overhead ms', of('overheadMs')),
    ...spread('… before the model ms', of('beforeMs')),
    ...spread('… after the model ms', of('afterMs')),
    ...spread('first text ms', of('firstTextMs')),
  };
}

function spread(name: string, values: readonly number[]): Report {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { [`${name} p50`]: at(0.5), [`${name} p95`]: at(0.95), [`${name} p99`]: at(0.99) };
}

function print({ architect, minimal }: Readonly<Record<'architect' | 'minimal', Report>>): void {
  console.log(
    `An answer of ${TOKENS} tokens, ${QUESTIONS} in turn, then ${BURST} with ${AT_ONCE} at once.\n`,
  );
  console.log('| | architect | minimal bot | ratio |\n|---|---|---|---|');
  for (const [figure, value] of Object.entries(architect)) {
    const base = minimal[figure] ?? 0;
    const ratio = base === 0 ? '' : (value / base).toFixed(2);
    console.log(`| ${figure} | ${value.toFixed(1)} | ${base.toFixed(1)} | ${ratio} |`);
  }
}

async function printWorkers(): Promise<void> {
  console.log('\n| processes over one Redis | answers a second | each |\n|---|---|---|');
  for (const processes of [1, 2, 4]) {
    // oxlint-disable-next-line no-await-in-loop -- two at once would share the cores
    const perSecond = await answersPerSecond(processes);
    const each = perSecond / processes;
    console.log(`| ${processes} | ${perSecond.toFixed(1)} | ${each.toFixed(2)} |`);
  }
}
