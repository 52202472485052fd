import type Anthropic from '@anthropic-ai/sdk';
import { totalTokens, type Usage } from '../core/usage.ts';
import type { TokenCounts } from './prices.ts';
import { costUsd } from './prices.ts';

type Counts = Pick<
  Anthropic.Messages.Usage,
  | 'input_tokens'
  | 'output_tokens'
  | 'cache_read_input_tokens'
  | 'cache_creation_input_tokens'
  | 'cache_creation'
>;

/** English prose and code run at about this many characters a token; it is only used for replies that broke off. */
const charactersPerToken = 4;

/** Keeps count of what a reply costs while it comes, so that a reply that breaks off is paid for too. */
export interface Spending {
  started(model: string, usage: Counts): void;
  generated(characters: number): void;
  reported(usage: Partial<Record<keyof Counts, unknown>>): void;
  /** What was spent so far; null while nothing began. */
  soFar(): Usage | null;
}

/** `priced` false: a gateway, whose prices nobody knows, whatever it calls its models. */
export function createSpending(priced: boolean): Spending {
  let model = '';
  let counts: TokenCounts | null = null;
  let characters = 0;
  let final = false;
  return {
    started(name, usage) {
      model = name;
      counts = toCounts(usage);
    },
    generated(more) {
      characters += more;
    },
    reported(usage) {
      final = true;
      counts = mergeCounts(counts, usage);
    },
    soFar() {
      if (counts === null) return null;
      const estimated = Math.ceil(characters / charactersPerToken);
      const output = final ? counts.output : Math.max(counts.output, estimated);
      return toUsage(model, { ...counts, output }, priced);
    },
  };
}

export function toUsage(model: string, counts: TokenCounts, priced: boolean): Usage {
  const tokens = {
    inputTokens: counts.input,
    cacheReadTokens: counts.cacheRead,
    cacheWriteTokens: counts.cacheWrite5m + counts.cacheWrite1h,
    outputTokens: counts.output,
  };
  const usd = priced ? costUsd(model, counts) : null;
  return usd === null
    ? { ...tokens, usd: 0, unpricedTokens: totalTokens(tokens) }
    : { ...tokens, usd, unpricedTokens: 0 };
}

/** Gateways leave fields out or null, whatever the types say. */
export function toCounts(usage: Partial<Counts>): TokenCounts {
  const hour = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return {
    input: usage.input_tokens ?? 0,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite1h: hour,
    cacheWrite5m: Math.max(0, (usage.cache_creation_input_tokens ?? 0) - hour),
    output: usage.output_tokens ?? 0,
  };
}

/** The last report is cumulative; what it leaves out stands as it was at the start. Gateways start at 0 input. */
function mergeCounts(
  counts: TokenCounts | null,
  usage: Partial<Record<keyof Counts, unknown>>,
): TokenCounts {
  const before = counts ?? toCounts({});
  return {
    ...before,
    input: count(usage.input_tokens) ?? before.input,
    cacheRead: count(usage.cache_read_input_tokens) ?? before.cacheRead,
    output: count(usage.output_tokens) ?? before.output,
  };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
