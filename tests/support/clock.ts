import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.ts';

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

export interface JumpingClock {
  readonly clock: Clock;
  /** Lets time pass and wakes who slept until then; resolves after they had a chance to run. */
  advance(ms: number): Promise<void>;
  /** How long each sleep was asked to last, in order. */
  slept(): readonly number[];
  /** How many sleep now. */
  sleeping(): number;
}

/** Time that stands still until a test moves it; `automatic`: a sleep moves it, and takes no time,
 * unless it is so long that it must be a time limit. */
export function jumpingClock(
  options: { readonly automatic?: boolean; readonly start?: number } = {},
): JumpingClock {
  let now = options.start ?? Date.UTC(2026, 10, 22, 12);
  const asked: number[] = [];
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  function wakeUp(): void {
    for (const sleeper of sleepers) if (sleeper.until <= now) sleeper.wake();
  }

  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    sleep(ms, signal) {
      asked.push(ms);
      return new Promise((resolve, reject) => {
        const sleeper = { until: now + ms, wake: () => done(resolve) };
        const abort = (): void => done(() => reject(signal?.reason));
        const done = (settle: () => void): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
          settle();
        };
        if (signal?.aborted === true) return abort();
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.add(sleeper);
        if (options.automatic === true && ms < 15_000) {
          now = Math.max(now, sleeper.until);
          wakeUp();
        }
      });
    },
  };
  return {
    clock,
    async advance(ms) {
      now += ms;
      wakeUp();
      await new Promise((resolve) => setImmediate(resolve));
    },
    slept: () => asked,
    sleeping: () => sleepers.size,
  };
}
