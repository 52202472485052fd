import type { Clock } from '../core/clock.ts';
import type { Stores } from '../core/stores.ts';
import type { Log } from '../lib/log.ts';
import { createDecisions } from './decisions.ts';
import { createInbox } from './inbox.ts';
import { createChannels, createConversations, createLedger } from './records.ts';
import { MemoryReminders } from './reminders.ts';
import { createThreads } from './threads.ts';
import { MemoryWakeups } from './wakeups.ts';

export interface MemoryOptions {
  /** How long a thread is remembered after the last thing that happened in it. */
  readonly ttlMs: number;
  /** Threads that are drained at once. */
  readonly concurrency: number;
  readonly retryMs?: (failures: number) => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** The stores in process memory: for trying out and for tests. What waits is lost with the process. */
export function createMemory(options: MemoryOptions): Stores {
  const threads = createThreads(options);
  return {
    inbox: createInbox(threads),
    conversations: createConversations(threads),
    wakeups: new MemoryWakeups(options),
    ledger: createLedger(options.clock),
    channels: createChannels(),
    decisions: createDecisions(),
    reminders: new MemoryReminders(options),
    ping: async () => {},
    close: async () => {},
  };
}
