import type { BudgetLimits } from '../core/usage.ts';

/** What was spent so far. Null: at prices that nobody knows, which counts as nothing. */
export interface Spent {
  readonly threadUsd: number | null;
  readonly userDayUsd: number | null;
}

export type BudgetVerdict =
  | {
      readonly ok: true;
      /** The most that this turn may cost. */
      readonly usd: number;
      /** Said under the answer when a limit is near. */
      readonly warning: string | null;
    }
  | { readonly ok: false; readonly sentence: string };

/** Where it becomes polite to warn. */
const nearShare = 0.8;

/** Whether there is money for another turn, and how much. `now` in milliseconds since the epoch; days are UTC. */
export function checkBudget(limits: BudgetLimits, spent: Spent, now: number): BudgetVerdict {
  const thread = { limit: limits.threadUsd ?? Infinity, spent: spent.threadUsd ?? 0 };
  const user = { limit: limits.userDayUsd ?? Infinity, spent: spent.userDayUsd ?? 0 };
  if (thread.spent >= thread.limit) return { ok: false, sentence: threadSentence(thread) };
  if (user.spent >= user.limit) return { ok: false, sentence: userSentence(user, now) };
  const usd = Math.min(limits.turnUsd, thread.limit - thread.spent, user.limit - user.spent);
  return { ok: true, usd, warning: warning(thread, user, now) };
}

interface Account {
  readonly limit: number;
  readonly spent: number;
}

function threadSentence({ limit, spent }: Account): string {
  return `This thread has used up its budget: ${dollars(spent)} of ${dollars(limit)}. It does not refill, so please go on in a new thread; a short summary of what was decided is the best start.`;
}

function userSentence({ limit, spent }: Account, now: number): string {
  return `Your budget for today is used up: ${dollars(spent)} of ${dollars(limit)}. It starts afresh at 00:00 UTC, in ${untilMidnight(now)}.`;
}

function warning(thread: Account, user: Account, now: number): string | null {
  const notes = [
    ...(isNear(thread)
      ? [`this thread has used ${dollars(thread.spent)} of its ${dollars(thread.limit)}`]
      : []),
    ...(isNear(user)
      ? [
          `you have used ${dollars(user.spent)} of your ${dollars(user.limit)} for today (afresh in ${untilMidnight(now)})`,
        ]
      : []),
  ];
  return notes.length === 0 ? null : `Budget: ${notes.join('; ')}.`;
}

function isNear({ limit, spent }: Account): boolean {
  return spent >= limit * nearShare;
}

/** Cents; parts of a cent where there is less than one, so that something never reads as nothing. */
export function dollars(usd: number): string {
  if (usd > 0 && usd < 0.01) return `$${usd.toFixed(4).replace(/0+$/, '')}`;
  return `$${usd.toFixed(2)}`;
}

function untilMidnight(now: number): string {
  const dayMs = 86_400_000;
  const minutes = Math.ceil((dayMs - (now % dayMs)) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
