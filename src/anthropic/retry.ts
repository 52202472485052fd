import type { Clock } from '../core/clock.ts';
import type { ModelFailure } from '../core/model.ts';

export interface RetryLimits {
  /** Tries of a request that never began, after the first. */
  readonly retries: number;
  /** A provider that asks for more patience than this is given up: a person is waiting. */
  readonly longestRetryAfterMs: number;
}

const firstBackoffMs = 500;
const longestBackoffMs = 8_000;

/**
 * How long to wait before the next try, or null to give up. Our own instead of the SDK's, which obeys a
 * `Retry-After` of up to 24 days.
 */
function nextDelayMs(
  failure: ModelFailure,
  attempt: number,
  limits: RetryLimits,
  random: () => number,
): number | null {
  if (!failure.retryable || attempt > limits.retries) return null;
  if (failure.retryAfterMs !== null) {
    return failure.retryAfterMs <= limits.longestRetryAfterMs ? failure.retryAfterMs : null;
  }
  const backoff = Math.min(firstBackoffMs * 2 ** (attempt - 1), longestBackoffMs);
  // Down to three quarters, so that workers that were refused together do not come back together.
  return backoff * (1 - random() / 4);
}

/** Runs `begin` until it succeeds or there is no point in trying again. `name` makes a ModelFailure of what it threw. */
export async function withRetries<T>(
  begin: () => Promise<T>,
  deps: {
    readonly name: (thrown: unknown) => ModelFailure;
    readonly onRetry: (failure: ModelFailure, delayMs: number) => void;
    readonly limits: RetryLimits;
    readonly clock: Clock;
    readonly random: () => number;
    readonly signal: AbortSignal;
  },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await begin();
    } catch (thrown) {
      const failure = deps.name(thrown);
      const delayMs = nextDelayMs(failure, attempt, deps.limits, deps.random);
      if (delayMs === null) throw failure;
      deps.onRetry(failure, delayMs);
      await sleepOr(deps, delayMs);
    }
  }
}

async function sleepOr(
  deps: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly name: (thrown: unknown) => ModelFailure;
  },
  delayMs: number,
): Promise<void> {
  try {
    await deps.clock.sleep(delayMs, deps.signal);
  } catch (thrown) {
    throw deps.name(thrown);
  }
}
