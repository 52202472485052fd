/** Time as an argument. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds that only grow, from an arbitrary start. */
  monotonic(): number;
  /**
   * Resolves after `ms`, or rejects with the signal's reason when aborted. Whoever aborts gives a reason: without one
   * each abort makes an exception and looks for its stack.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The real time. Its sleeps keep the process alive: abort what is no longer awaited. */
export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        // The reason is the caller's own and need not be an Error (an `Interruption` is a string).
        const abort = () => {
          clearTimeout(timer);
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the port promises the signal's reason
          reject(signal?.reason);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', abort);
          resolve();
        }, ms);
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}

/** The UTC day, "2026-11-22". */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Whether the work settled, either way, before `ms` were over. It goes on if not; its failure is not reported. */
export async function settledWithin(
  clock: Clock,
  ms: number,
  work: Promise<unknown>,
): Promise<boolean> {
  const settled = new AbortController();
  const late = clock.sleep(ms, settled.signal).then(
    () => false,
    () => true,
  );
  const done = work.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([done, late]);
  settled.abort('settled');
  return inTime;
}
