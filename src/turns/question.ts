import type { Claim } from '../core/inbox.ts';
import type { IncomingMessage } from '../core/message.ts';

/** What one turn answers: the messages that wait in a thread, taken together. */
export interface Question {
  /** Those that are to be answered, in order; empty when the person pressed Stop on all of them. */
  readonly messages: readonly IncomingMessage[];
  /** All that leave the inbox with this turn, stopped ones too. */
  readonly all: readonly IncomingMessage[];
  /** The newest: the reply is addressed to its author. */
  readonly last: IncomingMessage;
  /** Earlier attempts at the oldest of them. */
  readonly attempts: number;
  /** Nothing was written and nothing attached: "@architect" alone. */
  readonly isEmpty: boolean;
}

export function questionOf({ thread, entries }: Claim): Question {
  const all = entries.map((entry) => entry.message);
  const messages = entries.filter((entry) => !entry.stopped).map((entry) => entry.message);
  const last = messages.at(-1) ?? all.at(-1);
  if (last === undefined) throw new Error(`an empty claim of ${thread.channel}:${thread.ts}`);
  return {
    messages,
    all,
    last,
    attempts: Math.max(...entries.map((entry) => entry.attempts)),
    isEmpty: messages.every((message) => message.text === '' && message.files.length === 0),
  };
}

/** What people are shown to name a failure, and operators find in the log as `traceId`. */
export function referenceOf(message: IncomingMessage): string {
  return message.traceId.slice(0, 8);
}
