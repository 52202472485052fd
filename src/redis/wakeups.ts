import { Queue, type JobsOptions } from 'bullmq';
import { settledWithin, type Clock } from '../core/clock.ts';
import { threadKey, type ThreadKey } from '../core/thread.ts';
import type { Wakeups } from '../core/wakeups.ts';
import type { Log } from '../lib/log.ts';
import { createInterrupts } from './interrupts.ts';
import type { Keys } from './keys.ts';
import type { Outage } from './outage.ts';
import type { Connection } from './scripts.ts';
import type { WakeupTiming } from './timing.ts';
import { ThreadWorker } from './worker.ts';

export interface WakeupsDeps {
  readonly work: Connection;
  readonly intake: Connection;
  /** Opens a connection that is only listened on. */
  readonly openSubscriber: () => Connection;
  readonly keys: Keys;
  readonly concurrency: number;
  readonly timing: WakeupTiming;
  readonly clock: Clock;
  readonly outage: Outage;
  readonly log: Log;
}

const queueName = 'threads';

/** As long as Slack may be kept waiting for an acknowledgement; a ring that is late still rings. */
const ringWithinMs = 2000;

/** The doorbell over BullMQ: one job a thread, whose lock is the lease. */
export function createWakeups(deps: WakeupsDeps): Wakeups {
  const { work, keys, clock, outage } = deps;
  const prefix = keys.queues();
  const queue = new Queue(queueName, {
    connection: work,
    prefix,
    // Nobody reads BullMQ's event stream here.
    streams: { events: { maxLen: 100 } },
  });
  queue.on('error', outage.failed);
  const interrupts = createInterrupts(deps.intake, keys.interrupts());
  let worker: ThreadWorker | undefined;
  let subscriber: Connection | undefined;

  return {
    async ring(thread) {
      const key = threadKey(thread);
      const added = queue.add(key, {}, ringOptions(key));
      if (!(await settledWithin(clock, ringWithinMs, added))) {
        throw new Error(`the doorbell was not rung in time: ${key}`);
      }
      await added;
    },

    async start(drain) {
      const listener = deps.openSubscriber();
      const started = new ThreadWorker({
        ...deps,
        queue: queueName,
        prefix,
        connection: work,
        drain,
      });
      [subscriber, worker] = [listener, started];
      await interrupts.listen(listener, (thread, why) => started.interrupt(thread, why));
      await started.begin();
    },

    async interrupt(thread, why) {
      // At once where the worker is this process's own, and past an outage.
      worker?.interrupt(threadKey(thread), why);
      await interrupts.publish(threadKey(thread), why);
    },

    async depth() {
      const { wait = 0, delayed = 0 } = await queue.getJobCounts('wait', 'delayed');
      return wait + delayed;
    },

    async stop(graceMs) {
      await worker?.stop(graceMs);
      subscriber?.disconnect();
      await settledWithin(clock, deps.timing.handOverMs, queue.close());
    },
  };
}

/**
 * `keepLastIfActive`: a ring while the thread drains makes a second job, which waits until the first has ended in
 * whatever way, a stall included. `replace`: a ring while the thread waits for a retry takes the retry's place, so
 * that a new question does not wait for an old one's backoff. (bullmq 6.7, deduplicateJob.lua)
 */
function ringOptions(key: ThreadKey): JobsOptions {
  return {
    deduplication: { id: key, keepLastIfActive: true, replace: true },
    attempts: 1_000_000,
    backoff: { type: 'capped' },
    removeOnComplete: true,
    removeOnFail: true,
  };
}
