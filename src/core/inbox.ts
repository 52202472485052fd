import type { Conversation, ConversationMessage } from './conversation.ts';
import type { ThreadOwner } from './dispatch.ts';
import type { IncomingMessage } from './message.ts';
import type { Thread } from './thread.ts';
import type { Usage } from './usage.ts';

/**
 * stored      new: ring the doorbell.
 * merged      known, and this copy brought files that the first lacked: ring, and a running turn starts over.
 * duplicate   known, and no worker has seen it: ring all the same (the first ring may have been lost), harmless.
 * taken       known, and a worker has taken or answered it: a ring is not needed (the worker's own is behind it).
 * not-ours    a follow-up in a thread that the bot takes no part in: nothing was stored, do not ring.
 */
export type Accepted = 'stored' | 'merged' | 'duplicate' | 'taken' | 'not-ours';

/** One stored message that waits for its answer. */
export interface InboxEntry {
  readonly message: IncomingMessage;
  /** How many times it was claimed before; > 0 after a crash or a hand-over. */
  readonly attempts: number;
  /** The person pressed Stop after asking: finish without an answer. */
  readonly stopped: boolean;
  /** How often Slack had delivered it when it was claimed. A mention comes twice; at 1 its twin may yet bring files. */
  readonly copies: number;
}

/** What a worker holds while it answers: the entries, and the right to write. */
export interface Claim {
  readonly thread: Thread;
  /** Grows with each claim of the thread. A write with an older fence is refused. */
  readonly fence: number;
  /** In the order of their `ts`. Never empty. */
  readonly entries: readonly InboxEntry[];
  /** `ts` of each Slack message that an earlier, unfinished attempt at these entries began, oldest first. */
  readonly begun: readonly string[];
  /** What was said before, as of this claim: read in the same step, so it costs no second trip. */
  readonly conversation: Conversation;
}

/** A finished turn: what the transcript gains. */
export interface CompletedTurn {
  readonly messages: readonly ConversationMessage[];
  readonly owner: ThreadOwner | null;
  readonly digest?: { readonly text: string; readonly covers: number };
  readonly usage: Usage;
}

/**
 * completed  written, and nothing more waits in the thread: no need to claim again.
 * more       written, and something came meanwhile: claim again.
 * amended    files came late: nothing was written, the entries still wait; claim and answer again.
 * fenced     another worker took over: nothing was written; write and post nothing more.
 */
export type Completed = 'completed' | 'more' | 'amended' | 'fenced';

/**
 * The durable list of questions, one list a thread.
 *
 * Promises: `accept` is atomic and idempotent on (thread's team, channel, message ts) for at least a day; when it
 * returned, the message survives any crash of ours. `claim` returns everything pending, in order, and takes the
 * thread from whoever had it. `complete` writes the transcript and removes the entries in one transaction, and may
 * be repeated: the second time writes nothing. A later copy of a message that brings more files replaces the stored
 * one as long as it waits; one that comes after the answer is only a duplicate. A follow-up copy never downgrades a
 * mention.
 * Never: loses an accepted entry, hands one entry to two live fences, lets an old fence write.
 * The caller owes: `accept` before acknowledging; a ring of the doorbell after `accept`; one worker a thread.
 */
export interface Inbox {
  accept(message: IncomingMessage): Promise<Accepted>;
  /** Null when nothing is pending. */
  claim(thread: Thread): Promise<Claim | null>;
  /** Records that a Slack message was begun for this claim, so that a successor finishes that one. False: fenced. */
  begun(claim: Claim, messageTs: string): Promise<boolean>;
  complete(claim: Claim, turn: CompletedTurn): Promise<Completed>;
  /** Marks all that is pending up to now as stopped. A running worker is told by `Wakeups.interrupt`. */
  stop(thread: Thread): Promise<void>;
  /** Whether the bot takes part in the thread. */
  engaged(thread: Thread): Promise<boolean>;
}
