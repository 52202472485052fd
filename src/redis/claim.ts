import { z } from 'zod';
import type { Claim, InboxEntry } from '../core/inbox.ts';
import { threadKey, type Thread } from '../core/thread.ts';
import { compareTs } from '../core/timestamp.ts';
import type { Log } from '../lib/log.ts';
import { flatHash, incomingMessage, messageKind, readRecord } from './records.ts';
import { conversationReply, readConversation } from './transcript.ts';

/** What `architectClaim` returns when something waits. */
const claimReply = z
  .tuple([z.number(), flatHash, flatHash, z.array(z.string()), z.unknown(), z.unknown()])
  .transform(([fence, waiting, marks, begun, meta, transcript]) => ({
    fence,
    waiting,
    marks,
    begun,
    conversation: conversationReply.parse([meta, transcript]),
  }));

export interface ReadClaim {
  readonly claim: Claim;
  /** Entries whose records cannot be read: ts -> record. */
  readonly broken: ReadonlyMap<string, string>;
}

/** Null when nothing waits. */
export function readClaim(thread: Thread, reply: unknown, log: Log): ReadClaim | null {
  if (reply === null) return null;
  const { fence, waiting, marks, begun, conversation } = claimReply.parse(reply);
  const broken = new Map<string, string>();
  const entries: InboxEntry[] = [];
  for (const [ts, record] of waiting) {
    const entry = readEntry(ts, record, marks);
    if (entry === undefined) broken.set(ts, record);
    else entries.push(entry);
  }
  entries.sort((a, b) => compareTs(a.message.ts, b.message.ts));
  const threadLog = log.child({ thread: threadKey(thread) });
  return {
    claim: {
      thread,
      fence,
      entries,
      begun,
      conversation: readConversation(conversation, threadLog),
    },
    broken,
  };
}

function readEntry(
  ts: string,
  record: string,
  marks: ReadonlyMap<string, string>,
): InboxEntry | undefined {
  const message = readRecord(incomingMessage, record);
  if (message === undefined) return undefined;
  const kind = messageKind.safeParse(marks.get(`kind:${ts}`)).data ?? message.kind;
  return {
    message: { ...message, kind },
    // The mark counts this claim already.
    attempts: Number(marks.get(`attempts:${ts}`) ?? 1) - 1,
    stopped: marks.has(`stopped:${ts}`),
    copies: Number(marks.get(`copies:${ts}`) ?? 1),
  };
}
