import { afterEach, describe, expect, it } from '@jest/globals';
import type { Drain, Lease, Wakeups } from '../../src/core/wakeups.ts';
import { threadKey } from '../../src/core/thread.ts';
import { newThread } from './samples.ts';

export interface WakeupsSpace {
  /** Wakeups of one process; each call is another process on the same store, where the adapter can. */
  process(): Wakeups;
  close(): Promise<void>;
}

/** What every Wakeups keeps. `open` makes retries quick: the first after some 10 ms. */
export function wakeupsContract(name: string, open: () => Promise<WakeupsSpace>): void {
  describe(`${name} keeps the wake-ups contract`, () => {
    const started: Wakeups[] = [];
    const spaces: WakeupsSpace[] = [];

    const space = async (): Promise<WakeupsSpace> => {
      const opened = await open();
      spaces.push(opened);
      return opened;
    };
    const begin = async (wakeups: Wakeups, drain: Drain): Promise<Wakeups> => {
      started.push(wakeups);
      await wakeups.start(drain);
      return wakeups;
    };
    afterEach(async () => {
      await Promise.all(started.splice(0).map((wakeups) => wakeups.stop(0)));
      await Promise.all(spaces.splice(0).map((opened) => opened.close()));
    });

    it('drains a thread that was rung for, before or after it started', async () => {
      const wakeups = (await space()).process();
      const [early, late] = [newThread(), newThread()];
      const log = eventLog();
      await wakeups.ring(early);
      expect(await wakeups.depth()).toBe(1);
      await begin(wakeups, async (thread) => log.add(threadKey(thread)));
      await log.has(threadKey(early));
      await wakeups.ring(late);
      await log.has(threadKey(late));
    });

    it('drains again after a ring during a drain, and never twice at once', async () => {
      const wakeups = (await space()).process();
      const thread = newThread();
      const log = eventLog();
      const open1 = gate();
      let at = 0;
      let most = 0;
      await begin(wakeups, async () => {
        at += 1;
        most = Math.max(most, at);
        log.add('begun');
        await open1.opened;
        at -= 1;
        log.add('ended');
      });
      await wakeups.ring(thread);
      await log.has('begun');
      await Promise.all([wakeups.ring(thread), wakeups.ring(thread), wakeups.ring(thread)]);
      open1.open();
      await log.has('ended', 2);
      expect(most).toBe(1);
    });

    it('drains other threads meanwhile', async () => {
      const wakeups = (await space()).process();
      const log = eventLog();
      const both = gate();
      let at = 0;
      await begin(wakeups, async () => {
        at += 1;
        if (at === 2) both.open();
        await both.opened;
        log.add('ended');
      });
      await Promise.all([wakeups.ring(newThread()), wakeups.ring(newThread())]);
      await log.has('ended', 2);
      expect(at).toBe(2);
    });

    it('drains again, by itself, what failed', async () => {
      const wakeups = (await space()).process();
      const log = eventLog();
      let failures = 0;
      await begin(wakeups, async () => {
        if (failures < 2) {
          failures += 1;
          throw new Error('the model is away');
        }
        log.add('done');
      });
      await wakeups.ring(newThread());
      await log.has('done');
      expect(failures).toBe(2);
    });

    it.each(['stop', 'amended'] as const)('interrupts a running drain with %s', async (why) => {
      const wakeups = (await space()).process();
      const thread = newThread();
      const log = eventLog();
      await begin(wakeups, async (_thread, lease) => {
        log.add('begun');
        await aborted(lease);
        log.add(`${String(lease.signal.reason)}, valid: ${lease.valid()}`);
      });
      await wakeups.ring(thread);
      await log.has('begun');
      await wakeups.interrupt(newThread(), why);
      await wakeups.interrupt(thread, why);
      await log.has(`${why}, valid: true`);
      expect(log.all()).toHaveLength(2);
    });

    it('has nobody to interrupt where nothing runs', async () => {
      const wakeups = await begin((await space()).process(), async () => {});
      await expect(wakeups.interrupt(newThread(), 'stop')).resolves.toBeUndefined();
    });

    it('holds a lease while a drain runs', async () => {
      const wakeups = (await space()).process();
      const log = eventLog();
      await begin(wakeups, async (_thread, lease) => {
        log.add(`${lease.valid()} ${lease.signal.aborted}`);
      });
      await wakeups.ring(newThread());
      await log.has('true false');
      expect(log.all()).toEqual(['true false']);
    });

    describe('stopping', () => {
      it('lets a drain end that ends within the grace', async () => {
        const wakeups = (await space()).process();
        const log = eventLog();
        const go = gate();
        await begin(wakeups, async (_thread, lease) => {
          log.add('begun');
          await go.opened;
          log.add(lease.signal.aborted ? 'aborted' : 'ended');
        });
        await wakeups.ring(newThread());
        await log.has('begun');
        const stopped = wakeups.stop(20_000);
        go.open();
        await stopped;
        expect(log.all()).toEqual(['begun', 'ended']);
      });

      it('interrupts what does not, and waits until it ended', async () => {
        const wakeups = (await space()).process();
        const log = eventLog();
        await begin(wakeups, async (_thread, lease) => {
          log.add('begun');
          await aborted(lease);
          log.add(String(lease.signal.reason));
          throw new Error('handed over');
        });
        await wakeups.ring(newThread());
        await log.has('begun');
        await wakeups.stop(10);
        expect(log.all()).toEqual(['begun', expect.stringMatching(/^(?:shutdown|last-words)$/)]);
      });

      it('takes no more work', async () => {
        const wakeups = (await space()).process();
        const log = eventLog();
        await begin(wakeups, async () => log.add('drained'));
        await wakeups.stop(0);
        await wakeups.ring(newThread()).catch(() => {});
        expect(log.all()).toEqual([]);
      });
    });
  });
}

/** Resolves when the lease is interrupted. */
export function aborted(lease: Lease): Promise<void> {
  return new Promise((resolve) => {
    if (lease.signal.aborted) resolve();
    else lease.signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A promise that the test fulfils. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const opening = new AbortController();
  const opened = new Promise<void>((resolve) => {
    opening.signal.addEventListener('abort', () => resolve());
  });
  return { opened, open: () => opening.abort() };
}

/** Events that a test waits for instead of sleeping. */
export function eventLog(): {
  add(event: string): void;
  all(): readonly string[];
  has(event: string, times?: number): Promise<void>;
} {
  const events: string[] = [];
  const checks = new Set<() => void>();
  return {
    add(event) {
      events.push(event);
      for (const check of checks) check();
    },
    all: () => [...events],
    has: (event, times = 1) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (events.filter((seen) => seen === event).length < times) return;
          checks.delete(check);
          resolve();
        };
        checks.add(check);
        check();
      }),
  };
}
