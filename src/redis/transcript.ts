import { z } from 'zod';
import type { Conversation } from '../core/conversation.ts';
import type { Usage } from '../core/usage.ts';
import type { Log } from '../lib/log.ts';
import { conversationMessage, flatHash, readRecord, threadOwner } from './records.ts';

/** [meta, transcript], as `architectLoad` and the end of `architectClaim` return them. */
export const conversationReply = z.tuple([flatHash, z.array(z.string())]);

/**
 * Makes a Conversation of what Redis keeps of it. A line or an owner that cannot be read is left out with a line in
 * the log: a thread goes on with what is readable rather than not at all.
 */
export function readConversation(
  [meta, transcript]: z.output<typeof conversationReply>,
  log: Log,
): Conversation {
  const lines = transcript.map((record) => readRecord(conversationMessage, record));
  const messages = lines.filter((line) => line !== undefined);
  if (messages.length < lines.length) {
    log.error({ lost: lines.length - messages.length }, 'transcript lines could not be read');
  }
  const digested = lines.slice(0, count(meta, 'digestedCount'));
  return {
    messages,
    owner: readOwner(meta.get('owner'), log),
    digest: meta.get('digest') ?? null,
    digestedCount: digested.filter((line) => line !== undefined).length,
    usage: readUsage(meta),
    turns: count(meta, 'turns'),
  };
}

function readOwner(record: string | undefined, log: Log): Conversation['owner'] {
  if (record === undefined) return null;
  const owner = readRecord(threadOwner, record);
  if (owner === undefined) log.error({}, 'the owner of a thread could not be read');
  return owner ?? null;
}

function readUsage(meta: ReadonlyMap<string, string>): Usage {
  return {
    inputTokens: count(meta, 'inputTokens'),
    cacheReadTokens: count(meta, 'cacheReadTokens'),
    cacheWriteTokens: count(meta, 'cacheWriteTokens'),
    outputTokens: count(meta, 'outputTokens'),
    usd: count(meta, 'usd'),
    unpricedTokens: count(meta, 'unpriced'),
  };
}

function count(meta: ReadonlyMap<string, string>, field: string): number {
  return Number(meta.get(field) ?? 0) || 0;
}

/** The arguments of a script that adds usage, in its order. */
export function usageArguments(usage: Usage): readonly (string | number)[] {
  return [
    usage.inputTokens,
    usage.cacheReadTokens,
    usage.cacheWriteTokens,
    usage.outputTokens,
    String(usage.usd),
    usage.unpricedTokens,
  ];
}
