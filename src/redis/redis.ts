import { settledWithin, type Clock } from '../core/clock.ts';
import type { Stores } from '../core/stores.ts';
import type { Log } from '../lib/log.ts';
import { createChannels } from './channels.ts';
import { bounded, connect, patient, together } from './connect.ts';
import { createConversations } from './conversations.ts';
import { createDecisions } from './decisions.ts';
import { createInbox } from './inbox.ts';
import { createKeys } from './keys.ts';
import { createLedger } from './ledger.ts';
import { createOutage } from './outage.ts';
import { createReminders } from './reminders.ts';
import { defaultTiming, type WakeupTiming } from './timing.ts';
import { createWakeups } from './wakeups.ts';

export interface RedisOptions {
  readonly url: string;
  /** Sets this installation apart in a shared Redis. */
  readonly keyPrefix?: string;
  /** How long a thread is remembered after the last thing that happened in it. */
  readonly ttlMs: number;
  /** Threads that this process drains at once. */
  readonly concurrency: number;
  readonly timing?: WakeupTiming;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The stores over Redis. Connects at once and for ever; nothing here waits for the connection, so the process starts
 * while Redis is away and says so by `ping`.
 */
export function createRedis(options: RedisOptions): Stores {
  const { url, ttlMs, concurrency, clock, log, timing = defaultTiming } = options;
  const keys = createKeys(options.keyPrefix ?? 'architect');
  const outage = createOutage(log);
  const intake = connect(url, bounded, outage);
  const work = connect(url, patient, outage);
  const beside = connect(url, together, outage);
  const openSubscriber = () => connect(url, patient, outage);
  return {
    inbox: createInbox({ intake, work, keys, ttlMs, log }),
    conversations: createConversations({ redis: work, keys, ttlMs, log }),
    wakeups: createWakeups({
      intake,
      work,
      openSubscriber,
      keys,
      concurrency,
      timing,
      clock,
      outage,
      log,
    }),
    ledger: createLedger({ redis: work, keys }),
    channels: createChannels({ redis: beside, keys, log }),
    decisions: createDecisions({ redis: beside, keys, log }),
    reminders: createReminders({ connection: work, keys, timing, clock, outage, log }),
    async ping() {
      await intake.ping();
    },
    async close() {
      // Lets what was sent get its reply; a Redis that hangs is left.
      const connections = [intake, work, beside];
      const quits = connections.map((connection) => connection.quit());
      await settledWithin(clock, 1000, Promise.allSettled(quits));
      for (const connection of connections) connection.disconnect();
    },
  };
}
