import { DelayedError, Queue, Worker, type Job } from 'bullmq';
import { z } from 'zod';
import { settledWithin, type Clock } from '../core/clock.ts';
import type { OnDue, Reminder, Reminders } from '../core/reminder.ts';
import type { Log } from '../lib/log.ts';
import { toError } from '../lib/errors.ts';
import type { Keys } from './keys.ts';
import type { Outage } from './outage.ts';
import { readRecord, thread, writeRecord } from './records.ts';
import type { Connection } from './scripts.ts';
import type { WakeupTiming } from './timing.ts';

export interface RemindersDeps {
  readonly connection: Connection;
  readonly keys: Keys;
  readonly timing: WakeupTiming;
  readonly clock: Clock;
  readonly outage: Outage;
  readonly log: Log;
}

const queueName = 'reminders';

/**
 * BullMQ keeps a delayed job under its time in ms times 4096, which leaves the whole numbers of a double in 2039. A
 * reminder further away sleeps in steps.
 */
const longestDelayMs = 300 * 86_400_000;

/** Reminders as BullMQ's delayed jobs: one a decision, under an id of its own. */
export function createReminders(deps: RemindersDeps): Reminders {
  const { connection, keys, clock, timing, outage } = deps;
  const prefix = keys.queues();
  const queue = new Queue(queueName, { connection, prefix, streams: { events: { maxLen: 100 } } });
  queue.on('error', outage.failed);
  let worker: Worker | undefined;

  return {
    async schedule(record) {
      const id = idOf(record.thread.team, record.decision);
      await queue.remove(id);
      await queue.add('revisit', writeRecord(record), {
        jobId: id,
        delay: delayUntil(record.at, clock),
        attempts: 1_000_000,
        backoff: { type: 'capped' },
        removeOnComplete: true,
        removeOnFail: true,
      });
    },

    async cancel(team, decision) {
      await queue.remove(idOf(team, decision));
    },

    async start(due) {
      const started = createWorker(due, deps, prefix);
      worker = started;
      await started.waitUntilReady();
      void started.run().catch((thrown: unknown) => {
        deps.log.error({ err: toError(thrown) }, 'the reminders ended');
      });
    },

    async stop() {
      await settledWithin(clock, timing.handOverMs, Promise.all([worker?.close(), queue.close()]));
    },
  };
}

function createWorker(due: OnDue, deps: RemindersDeps, prefix: string): Worker {
  const { connection, timing, clock, outage, log } = deps;
  const worker = new Worker(queueName, (job: Job, token) => remind(job, token), {
    autorun: false,
    connection,
    prefix,
    lockDuration: timing.lockMs,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    runRetryDelay: 1000,
    settings: { backoffStrategy: (attempts) => timing.retryMs(attempts) },
  });
  worker.on('error', outage.failed);

  async function remind(job: Job, token: string | undefined): Promise<void> {
    const stored = typeof job.data === 'string' ? readRecord(reminder, job.data) : undefined;
    if (stored === undefined) {
      log.error({ job: job.id }, 'a reminder could not be read; dropped');
      return;
    }
    if (stored.at > clock.now()) {
      await job.moveToDelayed(Date.now() + delayUntil(stored.at, clock), token);
      throw new DelayedError();
    }
    await due(stored);
  }
  return worker;
}

function delayUntil(at: number, clock: Clock): number {
  return Math.min(Math.max(0, at - clock.now()), longestDelayMs);
}

/**
 * A reminder that a dying worker held may be half a minute late: nobody waits for it by the second, and each look for
 * dead workers is a script that Redis runs for nothing.
 */
const STALLED_CHECK_MS = 30_000;

/** No colon: BullMQ refuses it in an id. */
function idOf(team: string, decision: number): string {
  return `${team}-${decision}`;
}

const reminder: z.ZodType<Reminder> = z.object({
  thread,
  decision: z.number(),
  user: z.string(),
  at: z.number(),
});
