import type { Clock } from '../../core/clock.ts';

/** The result, or null when it takes longer. The work itself goes on: Slack's client takes no signal. */
export async function within<T>(
  clock: Clock,
  budgetMs: number,
  work: Promise<T>,
): Promise<T | null> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, clock.sleep(budgetMs, timer.signal).then(() => null)]);
  } finally {
    timer.abort();
  }
}
