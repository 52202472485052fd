import type { ConversationMessage } from './conversation.ts';
import type { ThreadOwner } from './dispatch.ts';
import type { IncomingMessage } from './message.ts';
import type { Thread } from './thread.ts';
import type { Usage } from './usage.ts';

/**
 * stored      new: ring the doorbell.
 * merged      known, and this copy brought files that the first lacked: ring, and a running turn starts over.
 * duplicate   known: ring all the same (the first ring may have been lost), harmless.
 * not-ours    a follow-up in a thread that the bot takes no part in: nothing was stored, do not ring.
 */
export type Accepted = 'stored' | 'merged' | 'duplicate' | 'not-ours';

/** One stored message that waits for its answer. */
export interface InboxEntry {
  readonly message: IncomingMessage;
  /** How many times it was claimed before; > 0 after a crash or a hand-over. */
  readonly attempts: number;
  /** The person pressed Stop after asking: finish without an answer. */
  readonly stopped: boolean;
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
}

/** A finished turn: what the transcript gains. */
export interface CompletedTurn {
  readonly messages: readonly ConversationMessage[];
  readonly owner: ThreadOwner | null;
  readonly digest?: { readonly text: string; readonly covers: number };
  readonly usage: Usage;
}

/** `fenced`: another worker took over; stop, write and post nothing more. `amended`: files came late; answer again. */
export type Completed = 'completed' | 'amended' | 'fenced';

/**
 * The durable list of questions, one list a thread.
 *
 * Promises: `accept` is atomic and idempotent on (thread's team, channel, message ts) for at least a day; when it
 * returned, the message survives any crash of ours. `claim` returns everything pending, in order, and takes the
 * thread from whoever had it. `complete` writes the transcript and removes the entries in one transaction.
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
  /** Marks all that is pending up to now as stopped and tells a running worker, wherever it runs. */
  stop(thread: Thread): Promise<void>;
  /** Whether the bot takes part in the thread. */
  engaged(thread: Thread): Promise<boolean>;
}
