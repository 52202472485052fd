import type { Thread } from './thread.ts';

/** What a person, or another app, had said in a thread before the bot was called into it. */
export interface EarlierMessage {
  readonly ts: string;
  readonly user: string;
  readonly text: string;
}

/**
 * Reads what stands in a thread before the message of that `ts`, oldest first, the bot's own words left out. Where
 * there is much, the thread's first message and the newest of what a moment was enough to read. Rejects when nothing
 * of it could be read by then.
 */
export type ReadEarlier = (thread: Thread, before: string) => Promise<readonly EarlierMessage[]>;
