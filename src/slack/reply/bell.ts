import type { Clock } from '../../core/clock.ts';

/** Wakes the one who waits. A ring while nobody waits is remembered. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or after `ms` where given. */
  wait(ms?: number): Promise<void>;
}

/** A reason of our own: without one, each of a chunk's rings would make an exception and its stack. */
const over = 'the wait is over';

export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms) {
      const timer = new AbortController();
      const bell = new Promise<void>((resolve) => (wake = resolve));
      if (!rung) {
        const timeout = ms === undefined ? [] : [clock.sleep(ms, timer.signal).catch(() => {})];
        await Promise.race([bell, ...timeout]);
      }
      rung = false;
      wake = null;
      timer.abort(over);
    },
  };
}
