import type { Clock } from '../core/clock.ts';

export interface Watchdog {
  /** A sign of life. */
  touch(): void;
  stop(): void;
}

/**
 * Calls `onSilence` once when no sign of life came for `idleMs`. One sleeping timer, moved on by looking at the
 * clock, instead of a new one for each chunk.
 */
export function startWatchdog(clock: Clock, idleMs: number, onSilence: () => void): Watchdog {
  const stopped = new AbortController();
  let last = clock.monotonic();

  async function watch(): Promise<void> {
    for (let left = idleMs; left > 0; left = last + idleMs - clock.monotonic()) {
      await clock.sleep(left, stopped.signal);
    }
    onSilence();
  }

  watch().catch((thrown: unknown) => {
    if (!stopped.signal.aborted) throw thrown;
  });
  return {
    touch() {
      last = clock.monotonic();
    },
    stop: () => stopped.abort('stopped'),
  };
}
