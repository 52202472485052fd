import type { Usage } from '../core/usage.ts';
import { totalTokens } from '../core/usage.ts';
import { amount } from './budget.ts';

/** The line under an answer: "Schema reviewer · 12 s · 12.3k tokens · $0.03". A price that is not known is said to be so. */
export function footer(answer: {
  readonly agent: string;
  readonly elapsedMs: number;
  readonly usage: Usage;
  /** False: the instruments and what is written down answered alone. */
  readonly byModel: boolean;
}): string {
  const tokens = totalTokens(answer.usage);
  return [
    answer.agent,
    seconds(answer.elapsedMs),
    ...(tokens > 0 ? [`${compact(tokens)} tokens`] : []),
    ...(tokens > 0 ? [price(answer.usage)] : []),
    ...(answer.byModel ? [] : ['no model']),
  ].join(' · ');
}

function price({ usd, unpricedTokens }: Usage): string {
  const atLeast = unpricedTokens > 0;
  return usd === 0 && atLeast ? 'price unknown' : amount({ usd, atLeast });
}

function seconds(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function compact(count: number): string {
  if (count < 1_000) return String(count);
  return count < 999_950 ? `${(count / 1_000).toFixed(1)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}
