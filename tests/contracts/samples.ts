import type { CompletedTurn, Claim } from '../../src/core/inbox.ts';
import type { FileRef, IncomingMessage } from '../../src/core/message.ts';
import type { Thread } from '../../src/core/thread.ts';
import type { Usage } from '../../src/core/usage.ts';

let threads = 0;

/** A thread that no other test of this process uses. */
export function newThread(): Thread {
  threads += 1;
  return {
    team: 'T1',
    channel: `C${process.pid}X${threads}`,
    ts: `1763780000.${String(threads).padStart(6, '0')}`,
  };
}

/** The n-th timestamp after the thread's root. */
export function tsOf(n: number): string {
  return `1763780${String(100 + Math.floor(n / 1000))}.${String(n % 1000).padStart(6, '0')}`;
}

export function message(thread: Thread, over: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    thread,
    ts: tsOf(1),
    kind: 'mention',
    user: 'U1',
    text: 'Review this, please: café ☕ 💥',
    files: [],
    receivedAt: 1_763_780_000_000,
    traceId: 'trace-1',
    ...over,
  };
}

export function file(id: string): FileRef {
  return { id, name: `${id}.sql`, mimetype: 'text/plain', size: 12, url: `https://files/${id}` };
}

export const someUsage: Usage = {
  inputTokens: 10,
  cacheReadTokens: 20,
  cacheWriteTokens: 30,
  outputTokens: 40,
  usd: 0.25,
  unpricedTokens: 0,
};

/** A turn that answers the claim's entries. */
export function answer(claim: Claim, over: Partial<CompletedTurn> = {}): CompletedTurn {
  const people = claim.entries.map(({ message: { ts, user, text, files } }) => ({
    role: 'person' as const,
    ts,
    user,
    text,
    files,
  }));
  return {
    messages: [...people, { role: 'agent', ts: tsOf(900), agent: 'architect', text: 'Sure.' }],
    owner: { agent: 'architect', by: 'local', sinceTurn: 1 },
    usage: someUsage,
    ...over,
  };
}
