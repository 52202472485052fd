import { afterEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '../../src/lib/log.ts';
import type { Stores } from '../../src/core/stores.ts';
import type { Thread } from '../../src/core/thread.ts';
import { answer, message, newThread } from '../contracts/samples.ts';
import { eventLog } from '../contracts/wakeups.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

describe('the Redis stores in an outage', () => {
  let redis: TestRedis;
  let stores: Stores;

  afterEach(async () => {
    await stores.wakeups.stop(0);
    await stores.close();
    await redis.stop();
  });

  it('refuse a message in time for Slack to deliver it again, and find Redis when it is back', async () => {
    redis = await startRedis({ appendonly: true });
    stores = openStores(redis.url);
    await stores.ping();
    await redis.kill();
    const before = performance.now();
    const attempts = [stores.inbox.accept(message(newThread())), stores.ping()];
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    expect(performance.now() - before).toBeLessThan(3000);
    await redis.restart();
    await until(() => stores.ping());
    expect(await stores.inbox.accept(message(newThread()))).toBe('stored');
  });

  it('start, and stop, while Redis is away', async () => {
    redis = await startRedis();
    await redis.kill();
    const log = eventLog();
    stores = openStores(redis.url, { log: { ...silentLog, error: (_f, text) => log.add(text) } });
    const started = stores.wakeups.start(async () => {}).catch(() => 'gave up');
    await log.has('redis is unreachable; trying again until it is back');
    const before = performance.now();
    await stores.wakeups.stop(0);
    await stores.close();
    expect(performance.now() - before).toBeLessThan(8000);
    expect(await started).toBe('gave up');
  });

  it('lose nothing that was accepted, and answer it once, when Redis is killed under load', async () => {
    redis = await startRedis({ appendonly: true });
    const log = eventLog();
    const keyPrefix = newPrefix();
    stores = openStores(redis.url, {
      keyPrefix,
      log: {
        ...silentLog,
        error: (_fields, text) => log.add(text),
        info: (_fields, text) => log.add(text),
      },
    });
    const { inbox, wakeups, conversations } = stores;
    await wakeups.start(async (thread) => {
      const claim = await inbox.claim(thread);
      if (claim === null) return;
      await inbox.complete(claim, answer(claim));
      log.add('answered');
    });
    const threads: Thread[] = [];
    const ask = async (): Promise<void> => {
      const thread = newThread();
      threads.push(thread);
      // As Slack does: deliver again until it was acknowledged.
      await until(async () => {
        await inbox.accept(message(thread));
        await wakeups.ring(thread);
      });
    };
    const asking = Promise.all(Array.from({ length: 60 }, ask));
    await log.has('answered', 5);
    await redis.restart();
    await asking;
    await Promise.all(Array.from({ length: 20 }, ask));
    await until(async () => {
      const turns = await Promise.all(
        threads.map(async (t) => (await conversations.load(t)).turns),
      );
      expect(turns).toEqual(threads.map(() => 1));
    });
    const [first] = threads;
    if (first === undefined) throw new Error('nothing was asked');
    expect((await conversations.load(first)).messages).toHaveLength(2);
    const count = (text: string): number => log.all().filter((seen) => seen === text).length;
    expect(count('redis is unreachable; trying again until it is back')).toBe(1);
    expect(count('redis is back')).toBe(1);
  });
});

/** Tries until it succeeds, as the outside does. */
async function until(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
