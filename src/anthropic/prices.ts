/**
 * US dollars a million tokens, as published on 2026-11-22 (platform.claude.com, pricing page).
 * `claude-fable-5-2` is priced as 5.1, the last that was documented on that day.
 */
const prices: ReadonlyMap<string, Price> = new Map([
  [
    'claude-haiku-5-5',
    {
      input: 0.1,
      output: 0.5,
      cacheRead: 0.1,
      above: { promptTokens: 100_000, input: 0.5, output: 2.5 },
    },
  ],
  ['claude-sonnet-5-5', { input: 2, output: 10, cacheRead: 0.05 }],
  ['claude-opus-5-5', { input: 4, output: 20, cacheRead: 0.05 }],
  ['claude-fable-5-1', { input: 10, output: 50, cacheRead: 0.025 }],
  ['claude-fable-5-2', { input: 10, output: 50, cacheRead: 0.025 }],
]);

const cacheWrite5m = 1.25;
const cacheWrite1h = 2;

interface Price {
  readonly input: number;
  readonly output: number;
  /** Share of the input price. */
  readonly cacheRead: number;
  /** The dearer price of a request whose prompt is larger than this, cached tokens included. */
  readonly above?: {
    readonly promptTokens: number;
    readonly input: number;
    readonly output: number;
  };
}

/** Tokens of one request, with the two kinds of cache writes apart: they cost differently. */
export interface TokenCounts {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
}

/** What one request cost; null for a model whose price is not known. Tiers go by request, so never add tokens up first. */
export function costUsd(model: string, tokens: TokenCounts): number | null {
  const price = prices.get(model);
  if (price === undefined) return null;
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;
  const { above } = price;
  const { input, output } = above !== undefined && prompt > above.promptTokens ? above : price;
  const inputEquivalent =
    tokens.input +
    tokens.cacheRead * price.cacheRead +
    tokens.cacheWrite5m * cacheWrite5m +
    tokens.cacheWrite1h * cacheWrite1h;
  return (inputEquivalent * input + tokens.output * output) / 1_000_000;
}
