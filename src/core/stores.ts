import type { Conversations } from './conversation.ts';
import type { Decisions } from './decision.ts';
import type { Inbox } from './inbox.ts';
import type { Reminders } from './reminder.ts';
import type { Channels } from './settings.ts';
import type { Ledger } from './usage.ts';
import type { Wakeups } from './wakeups.ts';

/** Everything that is kept, from one adapter. */
export interface Stores {
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly wakeups: Wakeups;
  readonly ledger: Ledger;
  readonly channels: Channels;
  readonly decisions: Decisions;
  readonly reminders: Reminders;
  /** Rejects when the store cannot be reached, within about two seconds. */
  ping(): Promise<void>;
  /** Releases connections; the caller stops `wakeups` and `reminders` first. Never rejects, never hangs. */
  close(): Promise<void>;
}
