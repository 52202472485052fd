/** Tokens of one or more model requests, and what they cost. */
export interface Usage {
  /** Uncached input tokens. */
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  /** Output tokens, thinking included. */
  readonly outputTokens: number;
  /** US dollars, for what has a known price: the least that was spent where something has none. */
  readonly usd: number;
  /** Those of the tokens above whose price is not known. */
  readonly unpricedTokens: number;
}

export const noUsage: Usage = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  usd: 0,
  unpricedTokens: 0,
};

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd + b.usd,
    unpricedTokens: a.unpricedTokens + b.unpricedTokens,
  };
}

export function totalTokens(usage: Omit<Usage, 'usd' | 'unpricedTokens'>): number {
  return usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens + usage.outputTokens;
}

/** What an account holds: the least that was spent, and whether more was, at prices that nobody knows. */
export interface Spent {
  readonly usd: number;
  readonly atLeast: boolean;
}

/** Dollar limits. `undefined`: no limit. */
export interface BudgetLimits {
  readonly turnUsd: number;
  readonly threadUsd?: number;
  readonly userDayUsd?: number;
}

/**
 * What each person spent. Promises: `add` is atomic; a day is a UTC day ("2026-11-22"); records leave by
 * themselves after 40 days. Being a day's bookkeeping it may lose the last turn in a crash, never invent one.
 */
export interface Ledger {
  spent(team: string, user: string, day: string): Promise<Spent>;
  add(team: string, user: string, day: string, usage: Usage): Promise<void>;
}
