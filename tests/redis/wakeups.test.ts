import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Stores } from '../../src/core/stores.ts';
import type { Lease } from '../../src/core/wakeups.ts';
import { aborted, eventLog, gate } from '../contracts/wakeups.ts';
import { newThread } from '../contracts/samples.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

const hourMs = 3_600_000;

describe('the doorbell over BullMQ', () => {
  let redis: TestRedis;
  let raw: Redis;
  const opened: Stores[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    raw = new Redis(redis.url);
  });
  afterAll(async () => {
    await raw.quit();
    await redis.stop();
  });
  afterEach(async () => {
    const closing = opened.splice(0).map(async (stores) => {
      await stores.wakeups.stop(0);
      await stores.close();
    });
    await Promise.all(closing);
  });
  const open = (...args: Parameters<typeof openStores>): Stores => {
    const stores = openStores(...args);
    opened.push(stores);
    return stores;
  };

  it('hands a drain over to another worker at once on shutdown, not after the lock ran out', async () => {
    const keyPrefix = newPrefix();
    const timing = { lockMs: hourMs, stalledCheckMs: hourMs };
    const [leaving, staying] = [
      open(redis.url, { keyPrefix, timing }),
      open(redis.url, { keyPrefix, timing }),
    ];
    const log = eventLog();
    const thread = newThread();
    await leaving.wakeups.start(async (_thread, lease) => {
      log.add('begun');
      await aborted(lease);
      throw new Error('handed over');
    });
    await leaving.wakeups.ring(thread);
    await log.has('begun');
    await staying.wakeups.start(async () => log.add('taken over'));
    await leaving.wakeups.stop(0);
    await log.has('taken over');
    expect(log.all()).toEqual(['begun', 'taken over']);
  });

  it('takes at once all threads that waited when it came', async () => {
    const { wakeups } = open(redis.url, { keyPrefix: newPrefix() });
    const threads = Array.from({ length: 4 }, newThread);
    for (const thread of threads) await wakeups.ring(thread);
    const log = eventLog();
    const over = gate();
    await wakeups.start(async () => {
      log.add('begun');
      await over.opened;
    });
    const came = performance.now();
    await log.has('begun', threads.length);
    // BullMQ's own wait, when nobody rings for what is left, is five seconds.
    expect(performance.now() - came).toBeLessThan(4_000);
    over.open();
  });

  it('takes a thread at once that comes after all it could take were drained', async () => {
    const keyPrefix = newPrefix();
    const { wakeups } = open(redis.url, { keyPrefix, concurrency: 1 });
    const log = eventLog();
    await wakeups.start(async () => log.add('drained'));
    await wakeups.ring(newThread());
    await log.has('drained');
    await waitUntil(async () => (await raw.keys(`{${keyPrefix}}:threads:[0-9]*`)).length === 0);
    const came = performance.now();
    await wakeups.ring(newThread());
    await log.has('drained', 2);
    // As above.
    expect(performance.now() - came).toBeLessThan(4_000);
  });

  it('tries a thread again in time, though another came meanwhile', async () => {
    const keyPrefix = newPrefix();
    const { wakeups } = open(redis.url, { keyPrefix, timing: { retryMs: () => 500 } });
    const log = eventLog();
    const [failing, other] = [newThread(), newThread()];
    let failed = false;
    await wakeups.start(async (thread) => {
      log.add(thread.ts);
      if (thread.ts !== failing.ts || failed) return;
      failed = true;
      throw new Error('the model is away');
    });
    await wakeups.ring(failing);
    // The worker has read when the retry is due, and waits until then.
    await waitUntil(async () => failed && (await wakeups.depth()) === 1);
    await waitUntil(async () => (await raw.exists(`{${keyPrefix}}:threads:marker`)) === 0);
    const came = performance.now();
    await wakeups.ring(other);
    await log.has(failing.ts, 2);
    expect(performance.now() - came).toBeLessThan(4_000);
  });

  it('does not make a new question wait for the retry of an old one', async () => {
    const { wakeups } = open(redis.url, { timing: { retryMs: () => hourMs } });
    const log = eventLog();
    let drains = 0;
    await wakeups.start(async () => {
      drains += 1;
      log.add('drain');
      if (drains === 1) throw new Error('the model is away');
      log.add('done');
    });
    const thread = newThread();
    await wakeups.ring(thread);
    await log.has('drain');
    await waitUntil(async () => (await wakeups.depth()) === 1);
    await wakeups.ring(thread);
    await log.has('done');
    expect(drains).toBe(2);
  });

  it('tells a drain whose lock is gone that its lease is lost, and lets another drain the thread', async () => {
    const keyPrefix = newPrefix();
    const { wakeups } = open(redis.url, { keyPrefix });
    const log = eventLog();
    const leases: Lease[] = [];
    await wakeups.start(async (_thread, lease) => {
      leases.push(lease);
      log.add('begun');
      if (leases.length > 1) return;
      await aborted(lease);
      log.add(`${String(lease.signal.reason)}, valid: ${lease.valid()}`);
      throw new Error('handed over');
    });
    await wakeups.ring(newThread());
    await log.has('begun');
    await raw.del(await raw.keys(`*${keyPrefix}*:lock`));
    await log.has('lease-lost, valid: false');
    await log.has('begun', 2);
    expect(leases[1]?.valid()).toBe(true);
  });

  it('keeps the lease of a drain that takes longer than the lock', async () => {
    const { wakeups } = open(redis.url, { timing: { lockMs: 300, stalledCheckMs: 50 } });
    const log = eventLog();
    const seen: unknown[] = [];
    await wakeups.start(async (_thread, lease) => {
      const until = performance.now() + 1200;
      await waitUntil(async () => performance.now() > until);
      seen.push(lease.valid(), lease.signal.aborted);
      log.add('done');
    });
    await wakeups.ring(newThread());
    await log.has('done');
    expect(seen).toEqual([true, false]);
  });

  it('stops in time although a drain never ends', async () => {
    const { wakeups } = open(redis.url, { timing: { handOverMs: 50 } });
    const log = eventLog();
    const end = gate();
    await wakeups.start(async () => {
      log.add('begun');
      await end.opened;
    });
    await wakeups.ring(newThread());
    await log.has('begun');
    const before = performance.now();
    await wakeups.stop(50);
    expect(performance.now() - before).toBeLessThan(2000);
    end.open();
  });

  it('interrupts a drain that runs in another process', async () => {
    const keyPrefix = newPrefix();
    const [works, tells] = [open(redis.url, { keyPrefix }), open(redis.url, { keyPrefix })];
    const log = eventLog();
    const thread = newThread();
    await works.wakeups.start(async (_thread, lease) => {
      log.add('begun');
      await aborted(lease);
      log.add(String(lease.signal.reason));
    });
    await works.wakeups.ring(thread);
    await log.has('begun');
    await tells.wakeups.interrupt(thread, 'stop');
    await log.has('stop');
    expect(log.all()).toEqual(['begun', 'stop']);
  });

  it('leaves nothing behind of a thread that was drained', async () => {
    const keyPrefix = newPrefix();
    const { wakeups } = open(redis.url, { keyPrefix });
    const log = eventLog();
    await wakeups.start(async () => log.add('done'));
    await wakeups.ring(newThread());
    await log.has('done');
    await waitUntil(async () => {
      const keys = await raw.keys(`*${keyPrefix}*`);
      return keys.every((key) => /:(meta|id|events|stalled-check|marker)$/.test(key));
    });
    expect(await wakeups.depth()).toBe(0);
  });
});

/** For what Redis does not tell by an event. */
async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
