import type { Thread } from './thread.ts';

/** To look at a decision again, in the thread where it was taken. */
export interface Reminder {
  readonly thread: Thread;
  readonly decision: number;
  /** Slack user id of who saved the decision. */
  readonly user: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Called when a reminder is due. A rejection is a retry later, with backoff; being called twice must be harmless. */
export type OnDue = (reminder: Reminder) => Promise<void>;

/**
 * Reminders to come, one a decision: scheduling again replaces.
 *
 * Promises: after `schedule`, `due` is called at the time or soon after, at least once, in whichever process has
 * started; one whose time passed while no process ran is called when one starts.
 * Never: calls before the time; calls for what was cancelled before it was due.
 */
export interface Reminders {
  schedule(reminder: Reminder): Promise<void>;
  cancel(team: string, decision: number): Promise<void>;
  start(due: OnDue): Promise<void>;
  /** Takes no more; lets what runs end, for a few seconds. */
  stop(): Promise<void>;
}
