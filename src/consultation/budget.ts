import type { BudgetLimits, Spent } from '../core/usage.ts';

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

/**
 * Whether there is money for another turn, and how much. What has no known price cannot count, and what has counts all the
 * same. `now` in milliseconds since the epoch; days are UTC.
 */
export function checkBudget(
  limits: BudgetLimits,
  spent: { readonly thread: Spent; readonly userDay: Spent },
  now: number,
): BudgetVerdict {
  const thread = { limit: limits.threadUsd ?? Infinity, ...spent.thread };
  const user = { limit: limits.userDayUsd ?? Infinity, ...spent.userDay };
  if (thread.usd >= thread.limit) return { ok: false, sentence: threadSentence(thread) };
  if (user.usd >= user.limit) return { ok: false, sentence: userSentence(user, now) };
  const usd = Math.min(limits.turnUsd, thread.limit - thread.usd, user.limit - user.usd);
  return { ok: true, usd, warning: warning(thread, user, now) };
}

interface Account extends Spent {
  readonly limit: number;
}

function threadSentence({ limit, ...spent }: Account): string {
  return `This thread has used up its budget: ${amount(spent)} of ${dollars(limit)}. It does not refill, so please go on in a new thread; a short summary of what was decided is the best start.`;
}

function userSentence({ limit, ...spent }: Account, now: number): string {
  return `Your budget for today is used up: ${amount(spent)} of ${dollars(limit)}. It starts afresh at 00:00 UTC, in ${untilMidnight(now)}.`;
}

function warning(thread: Account, user: Account, now: number): string | null {
  const notes = [
    ...(isNear(thread)
      ? [`this thread has used ${amount(thread)} of its ${dollars(thread.limit)}`]
      : []),
    ...(isNear(user)
      ? [
          `you have used ${amount(user)} of your ${dollars(user.limit)} for today (afresh in ${untilMidnight(now)})`,
        ]
      : []),
  ];
  return notes.length === 0 ? null : `Budget: ${notes.join('; ')}.`;
}

function isNear({ limit, usd }: Account): boolean {
  return usd >= limit * nearShare;
}

/** Says where it is only the least that was spent. */
export function amount({ usd, atLeast }: Spent): string {
  return atLeast ? `at least ${dollars(usd)}` : dollars(usd);
}

/** Cents; parts of a cent where there is less than one, so that something never reads as nothing. */
export function dollars(usd: number): string {
  if (usd > 0 && usd < 0.0001) return 'less than $0.0001';
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
