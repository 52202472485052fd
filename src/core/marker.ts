import { createHash } from 'node:crypto';
import type { IncomingMessage } from './message.ts';
import type { Lease } from './wakeups.ts';
import type { Thread } from './thread.ts';

/**
 * A message of ours that shows in the channel what a person asked by a command, a form or a button, which Slack shows
 * to nobody. Its `ts` becomes the question's identity and, where it begins a thread, the thread's.
 */
export interface Marker {
  /** Absent: it begins a thread. */
  readonly threadTs?: string;
  /** Follows the person's name: "asked for a schema review". */
  readonly did: string;
  /** A person's own text or SQL, shown verbatim: it cannot ping, link or break out. */
  readonly verbatim?: { readonly text: string; readonly as: 'code' | 'quote' };
  /** Where Slack takes a word to the person alone for half an hour, also in a channel that we are not in. */
  readonly responseUrl?: string;
}

/** A question whose marker is not posted yet. */
export type Unplaced = IncomingMessage & { readonly marker: Marker };

/**
 * Where a question that is no message of Slack's waits for its marker: a thread of its own, so that the same inbox,
 * doorbell and lease hold for it. What Slack delivers again has the same `press` and meets the same room, in whichever
 * process. No message of Slack's is of the year 1970.
 */
export function waitingRoom({ team, channel }: Omit<Thread, 'ts'>, press: string): Thread {
  const digest = createHash('sha256').update(press).digest();
  const digits = String(digest.readBigUInt64BE() % 10n ** 18n).padStart(18, '0');
  return { team, channel, ts: `0.${digits}` };
}

export function isWaitingRoom({ ts }: Pick<Thread, 'ts'>): boolean {
  return ts.startsWith('0.');
}

/** Posted, or the sentence for the person: Slack takes no message of ours there. */
export type Posted = { readonly ts: string } | { readonly refused: string };

/**
 * Posts markers, and tells people privately when that cannot be.
 *
 * Promises: of one question one marker stands in the channel, also when an earlier attempt died (`retried`) before
 * it learned what became of its own. Rejects when it is not known whether it stands, or Slack is away: try again.
 * Never: posts after the lease ran out (`ReplyFenced`).
 */
export interface Markers {
  post(
    question: Unplaced,
    how: { readonly lease: Lease; readonly retried: boolean },
  ): Promise<Posted>;
  /** A word to the person alone. Best effort, never rejects. */
  tell(question: Unplaced, sentence: string): Promise<void>;
}
