import { checkBudget } from '../consultation/budget.ts';
import { type Clock, isoDate } from '../core/clock.ts';
import type { Claim } from '../core/inbox.ts';
import type { BudgetLimits, Ledger } from '../core/usage.ts';
import type { Question } from './question.ts';

/** What a turn may spend. */
export type Allowance =
  | { readonly kind: 'granted'; readonly usd: number; readonly warning: string | null }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Asks the thread's account and the person's for the day. */
export function createAllowance(deps: {
  readonly limits: BudgetLimits;
  readonly ledger: Pick<Ledger, 'spentUsd'>;
  readonly clock: Clock;
}): (question: Question, claim: Claim) => Promise<Allowance> {
  const { limits, ledger, clock } = deps;
  return async ({ last }, { conversation }) => {
    const day = isoDate(clock.now());
    // Without a daily limit nobody needs the answer, and a trip to the store is saved.
    const userDayUsd =
      limits.userDayUsd === undefined
        ? null
        : await ledger.spentUsd(last.thread.team, last.user, day);
    const spent = { threadUsd: conversation.usage.usd, userDayUsd };
    const verdict = checkBudget(limits, spent, clock.now());
    if (!verdict.ok) return { kind: 'refused', sentence: verdict.sentence };
    return { kind: 'granted', usd: verdict.usd, warning: verdict.warning };
  };
}
