import type { ModelDeed } from '../../wire.ts';

type Usage = NonNullable<ModelDeed['usage']>;

/** Tokens, how many of those sent came from the cache, and dollars: "3,210 tokens in (82% cached), 411 out, $0.0123". */
export function inWords({
  inputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  outputTokens,
  usd,
  unpricedTokens,
}: Usage): string {
  const sent = inputTokens + cacheReadTokens + cacheWriteTokens;
  if (sent + outputTokens === 0) return 'no tokens';
  const cached = sent === 0 ? 0 : Math.round((100 * cacheReadTokens) / sent);
  const known = unpricedTokens === 0 ? '' : usd === 0 ? null : 'at least ';
  const price = known === null ? 'price not known' : `${known}${dollars(usd)}`;
  return `${grouped(sent)} tokens in (${cached}% cached), ${grouped(outputTokens)} out, ${price}`;
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function dollars(usd: number): string {
  return usd > 0 && usd < 0.0001 ? 'less than $0.0001' : `$${usd.toFixed(4)}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
