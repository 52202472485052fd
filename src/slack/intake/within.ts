import { settledWithin, type Clock } from '../../core/clock.ts';

/** The result, or null when it takes longer. The work itself goes on: Slack's client takes no signal. */
export async function within<T>(
  clock: Clock,
  budgetMs: number,
  work: Promise<T>,
): Promise<T | null> {
  return (await settledWithin(clock, budgetMs, work)) ? work : null;
}
