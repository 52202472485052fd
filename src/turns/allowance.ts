import { checkBudget } from '../consultation/budget.ts';
import { type Clock, isoDate } from '../core/clock.ts';
import { type BudgetLimits, type Ledger, noUsage, type Spent, type Usage } from '../core/usage.ts';
import type { Responding } from './responding.ts';

/** What a turn may spend. */
export type Allowance =
  | { readonly kind: 'granted'; readonly usd: number; readonly warning: string | null }
  | { readonly kind: 'refused'; readonly sentence: string };

export type Allow = (turn: Pick<Responding, 'question' | 'claim' | 'spent'>) => Promise<Allowance>;

/** Asks the thread's account and the person's for the day. */
export function createAllowance(deps: {
  readonly limits: BudgetLimits;
  readonly ledger: Pick<Ledger, 'spent'>;
  readonly clock: Clock;
}): Allow {
  const { limits, ledger, clock } = deps;
  return async ({ question: { last }, claim: { conversation }, spent = noUsage }) => {
    const day = isoDate(clock.now());
    // Without a daily limit nobody needs the answer, and a trip to the store is saved.
    const userDay =
      limits.userDayUsd === undefined
        ? nothing
        : await ledger.spent(last.thread.team, last.user, day);
    const accounts = { thread: plus(nothing, conversation.usage), userDay: plus(userDay, spent) };
    const verdict = checkBudget(limits, accounts, clock.now());
    if (!verdict.ok) return { kind: 'refused', sentence: verdict.sentence };
    return { kind: 'granted', usd: verdict.usd, warning: verdict.warning };
  };
}

function plus(account: Spent, { usd, unpricedTokens }: Usage): Spent {
  return { usd: account.usd + usd, atLeast: account.atLeast || unpricedTokens > 0 };
}

const nothing = { usd: 0, atLeast: false };
