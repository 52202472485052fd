import type { Clock } from '../core/clock.ts';
import type { Interruption, Lease } from '../core/wakeups.ts';

/** The lease of one job, from the side that knows when Redis last confirmed the lock. */
export interface HeldLease extends Lease {
  interrupt(why: Interruption): void;
  /** The lock was renewed by a request sent at this monotonic time. */
  renewed(askedAt: number): void;
  /** The work is over. */
  end(): void;
}

/**
 * A lease that ends by itself. The deadline counts from before the request that took or renewed the lock, on this
 * process's own monotonic clock, so Redis still holds the lock whenever `valid` says so — also right after the process
 * was paused, when no timer has run yet.
 */
export function holdLease(options: {
  readonly clock: Clock;
  /** Monotonic time before the request that took the lock. */
  readonly askedAt: number;
  readonly lockMs: number;
}): HeldLease {
  const { clock, askedAt, lockMs } = options;
  // What is posted right after `valid` was asked must reach Slack before another worker may begin.
  const usableMs = lockMs - lockMs / 8;
  const interruption = new AbortController();
  const ended = new AbortController();
  let deadline = askedAt + usableMs;
  const inTime = () => clock.monotonic() < deadline;
  const interrupt = (why: Interruption) => {
    // Whatever else the work was told before: a lock that is lost stays lost.
    if (why === 'lease-lost') deadline = -Infinity;
    interruption.abort(why);
  };

  void whenExpired(
    clock,
    () => deadline,
    ended.signal,
    () => interrupt('lease-lost'),
  );

  return {
    signal: interruption.signal,
    valid: inTime,
    interrupt,
    renewed: (at) => {
      // A lease that ran out stays lost: its worker may have been told already.
      if (inTime()) deadline = at + usableMs;
    },
    end: () => ended.abort('ended'),
  };
}

/** Calls back once the deadline, which may move, is over, unless the work ended before. */
async function whenExpired(
  clock: Clock,
  deadline: () => number,
  ended: AbortSignal,
  expired: () => void,
): Promise<void> {
  while (!ended.aborted && clock.monotonic() < deadline()) {
    await clock.sleep(deadline() - clock.monotonic(), ended).catch(() => {});
  }
  if (!ended.aborted) expired();
}
