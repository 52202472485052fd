import { createHash } from 'node:crypto';
import { costUsd } from '../../../src/anthropic/prices.ts';
import type { RecordedRequest } from './request.ts';

/** One request as the API's cache would account for it. */
export interface Accounted {
  readonly promptTokens: number;
  readonly cacheReadTokens: number;
  /** Share of the prompt that was read from the cache. */
  readonly cachedShare: number;
  readonly usd: number;
  /** The same request with nothing cached. */
  readonly usdUncached: number;
}

/** English, JSON and code at the tokenizer's usual rate: good for shares, rough for dollars. */
const charactersPerToken = 3.6;

/**
 * Accounts for requests in order, as the documentation describes the prompt cache: a prefix (tools, system, messages)
 * is written up to each breakpoint, and read where an earlier request wrote the very same bytes. Nothing expires.
 */
export function accountForCache(
  requests: readonly RecordedRequest[],
  outputTokens: number,
): readonly Accounted[] {
  const written = new Set<string>();
  return requests.map(({ body }) => {
    const prefixes = prefixesOf(body);
    const read = prefixes.findLast(({ hash }) => written.has(hash))?.tokens ?? 0;
    for (const { hash, isBreakpoint } of prefixes) if (isBreakpoint) written.add(hash);
    const promptTokens = prefixes.at(-1)?.tokens ?? 0;
    // The system prompt is written for an hour, what follows it for five minutes.
    const forAnHour = Math.max(0, (prefixes[1]?.tokens ?? 0) - read);
    const forMinutes = promptTokens - read - forAnHour;
    const counts = { cacheRead: read, cacheWrite1h: forAnHour, cacheWrite5m: forMinutes };
    const cached = { input: 0, ...counts, output: outputTokens };
    const nothing = { cacheRead: 0, cacheWrite1h: 0, cacheWrite5m: 0 };
    const uncached = { input: promptTokens, ...nothing, output: outputTokens };
    return {
      promptTokens,
      cacheReadTokens: read,
      cachedShare: read / promptTokens,
      usd: costUsd(body.model, cached) ?? 0,
      usdUncached: costUsd(body.model, uncached) ?? 0,
    };
  });
}

interface Prefix {
  readonly hash: string;
  readonly tokens: number;
  /** The end of the system prompt, and the end of the request: where we put `cache_control`. */
  readonly isBreakpoint: boolean;
}

function prefixesOf(body: RecordedRequest['body']): readonly Prefix[] {
  const blocks = body.messages.flatMap(({ role, content }) =>
    (typeof content === 'string' ? [content] : content).map((block) =>
      JSON.stringify([role, block]),
    ),
  );
  const pieces = [JSON.stringify(body.tools ?? []), JSON.stringify(body['system']), ...blocks];
  const hash = createHash('sha256');
  let characters = 0;
  return pieces.map((piece, index) => {
    hash.update(`${piece}\n`);
    characters += piece.length;
    return {
      hash: hash.copy().digest('hex'),
      tokens: Math.round(characters / charactersPerToken),
      isBreakpoint: index === 1 || index === pieces.length - 1,
    };
  });
}
