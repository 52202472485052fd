import { expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { answer, message, newThread, tsOf } from '../contracts/samples.ts';
import { eventLog } from '../contracts/wakeups.ts';
import { startRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

it('makes at most 11 round trips for a mention, its twin and the answer, BullMQ included', async () => {
  const redis = await startRedis();
  const keyPrefix = newPrefix();
  const stores = openStores(redis.url, {
    keyPrefix,
    timing: { lockMs: 60_000, stalledCheckMs: 60_000 },
  });
  const { inbox, wakeups, channels, decisions, ledger } = stores;
  const log = eventLog();
  await wakeups.start(async (thread) => {
    const claim = await inbox.claim(thread);
    if (claim === null) return;
    log.add('claimed');
    await twin;
    const { team, channel } = thread;
    await Promise.all([
      channels.settings(team, channel),
      channels.context(team, channel),
      decisions.list(team),
    ]);
    await inbox.begun(claim, tsOf(500));
    const turn = answer(claim);
    const [end] = await Promise.all([
      inbox.complete(claim, turn),
      ledger.add(team, 'U1', '2026-11-22', turn.usage),
    ]);
    if (end === 'completed') log.add('answered');
  });
  // Once unwatched: scripts are loaded and the worker waits for a job.
  let twin = Promise.resolve();
  await inbox.accept(message(newThread()));
  const warm = newThread();
  await inbox.accept(message(warm));
  await wakeups.ring(warm);
  await log.has('answered');

  const admin = new Redis(redis.url);
  const monitor = await admin.monitor();
  const trips: string[] = [];
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    const [command = ''] = args;
    // What a script does comes from "lua" and is no trip; `keys` is this test looking.
    if (source !== 'lua' && command !== 'keys') trips.push(command.toLowerCase());
  });
  const thread = newThread();
  const accepted = inbox.accept(message(thread));
  let known = '';
  const deliverAgain = async (): Promise<void> => {
    await log.has('claimed', 2);
    known = await inbox.accept(message(thread));
  };
  twin = deliverAgain();
  await accepted;
  await wakeups.ring(thread);
  await log.has('answered', 2);
  const jobs = `{${keyPrefix}}:threads:[0-9]*`;
  while ((await admin.keys(jobs)).length > 0) continue;
  const counted = [...trips];
  monitor.disconnect();
  await admin.quit();
  await wakeups.stop(0);
  await stores.close();
  await redis.stop();
  expect(known).toBe('taken');
  // Three reads go out together, and so do the completion and the ledger's line.
  const together = 2 + 1;
  expect(counted.length - together).toBeLessThanOrEqual(11);
  expect(counted.length - together).toBeGreaterThan(8);
});
