import { UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq';
import { settledWithin, type Clock } from '../core/clock.ts';
import { parseThreadKey, type Thread } from '../core/thread.ts';
import type { Drain, Interruption } from '../core/wakeups.ts';
import type { Log } from '../lib/log.ts';
import { toError } from '../lib/errors.ts';
import { clearJobMarker } from './job-marker.ts';
import { holdLease, type HeldLease } from './lease.ts';
import type { Outage } from './outage.ts';
import type { Connection } from './scripts.ts';
import type { WakeupTiming } from './timing.ts';

export interface ThreadWorkerOptions {
  readonly queue: string;
  readonly prefix: string;
  readonly connection: Connection;
  readonly concurrency: number;
  readonly timing: WakeupTiming;
  readonly drain: Drain;
  readonly clock: Clock;
  readonly outage: Outage;
  readonly log: Log;
}

/** BullMQ's worker, with a lease on each job that knows until when Redis holds the job's lock. */
export class ThreadWorker extends Worker {
  /** By the token of the job's lock: a job that was lost and fetched again has another. */
  readonly #leases = new Map<string, HeldLease & { readonly thread: string }>();
  readonly #options: ThreadWorkerOptions;
  #stopping = false;
  #justTook = false;

  constructor(options: ThreadWorkerOptions) {
    const { timing, connection, prefix, concurrency } = options;
    super(options.queue, (job: Job, token?: string) => this.#work(job, token ?? ''), {
      autorun: false,
      connection,
      prefix,
      concurrency,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledCheckMs,
      // A thread whose worker dies is always taken over; that a question kills workers is the turn's to notice.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      // BullMQ waits this long after an error on the connection; its default of 15 s would idle a healthy worker.
      runRetryDelay: 1000,
      settings: {
        backoffStrategy: (attempts) => timing.retryMs(attempts),
      },
    });
    this.#options = options;
    this.on('error', (thrown) => {
      // Closing a connection under BullMQ's feet is no outage.
      if (!this.#stopping) options.outage.failed(thrown);
    });
  }

  /** Resolves when the worker takes jobs. */
  async begin(): Promise<void> {
    await this.waitUntilReady();
    void this.run().catch((thrown: unknown) => {
      this.#options.log.error({ err: toError(thrown) }, 'the worker ended');
    });
  }

  interrupt(thread: string, why: Interruption): void {
    for (const lease of this.#leases.values()) if (lease.thread === thread) lease.interrupt(why);
  }

  /** Ends within `graceMs + handOverMs`, whatever Redis or the drains do. */
  async stop(graceMs: number): Promise<void> {
    const { clock, timing, log } = this.#options;
    this.#stopping = true;
    // Ends the blocking wait for a job, then waits for the running drains; their locks are still renewed meanwhile.
    const closed = this.close();
    if (await settledWithin(clock, graceMs, closed)) return;
    for (const lease of this.#leases.values()) lease.interrupt('shutdown');
    if (await settledWithin(clock, timing.handOverMs, closed)) return;
    log.warn({ drains: this.#leases.size }, 'drains did not end in time; others take over');
  }

  /**
   * The script that hands out a job rings for the next one (bullmq 6.7, prepareJobForProcessing.lua). So after a job
   * there is no need to look for another before the wait for that ring: the wait ends at once where one is there, and
   * else it is quiet, for the ring is taken back. That goes out before the wait does; late, it is a look in vain.
   */
  override async moveToActive(token: string, name?: string): Promise<Job> {
    const took = this.#justTook;
    this.#justTook = false;
    if (took) return this.nextJobFromJobData();
    const job: Job | undefined = await super.moveToActive(token, name);
    this.#justTook = job !== undefined;
    if (this.#justTook) void this.#clearMarker();
    return job;
  }

  /** Is asked before each wait for a ring. What a ring ended is followed by a look, however long ago the job was taken. */
  protected override getBlockTimeout(blockUntil: number): number {
    this.#justTook = false;
    return super.getBlockTimeout(blockUntil);
  }

  override async extendJobLocks(
    jobIds: string[],
    tokens: string[],
    lockMs: number,
  ): Promise<string[]> {
    const askedAt = this.#options.clock.monotonic();
    const lost = await super.extendJobLocks(jobIds, tokens, lockMs);
    for (const [i, token] of tokens.entries()) {
      if (lost.includes(jobIds[i] ?? '')) this.#leases.get(token)?.interrupt('lease-lost');
      else this.#leases.get(token)?.renewed(askedAt);
    }
    return lost;
  }

  async #work(job: Job, token: string): Promise<void> {
    if (this.#stopping) return putBack(job, token);
    const lease = this.#hold(job);
    this.#leases.set(token, lease);
    try {
      await this.#options.drain(threadOf(job), lease);
    } catch (thrown) {
      if (lease.signal.reason === 'shutdown') return await putBack(job, token);
      throw toError(thrown);
    } finally {
      this.#leases.delete(token);
      lease.end();
    }
  }

  /** Best effort: a marker that stays costs a look. */
  async #clearMarker(): Promise<void> {
    try {
      await clearJobMarker(this.#options.connection, this.toKey);
    } catch (thrown) {
      this.#options.log.debug({ err: toError(thrown) }, 'the marker of a taken job stayed');
    }
  }

  #hold(job: Job): HeldLease & { readonly thread: string } {
    const { clock, timing } = this.#options;
    // BullMQ notes the time just before it asks for the job, by the wall clock.
    const waitedMs = Math.max(0, clock.now() - (job.processedOn ?? clock.now()));
    const askedAt = clock.monotonic() - waitedMs;
    return { ...holdLease({ clock, askedAt, lockMs: timing.lockMs }), thread: job.name };
  }
}

/** To the head of the queue, for whichever worker is free: not after a backoff, not after the lock ran out. */
async function putBack(job: Job, token: string): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

function threadOf(job: Job): Thread {
  try {
    return parseThreadKey(job.name);
  } catch (cause) {
    throw new UnrecoverableError(toError(cause).message);
  }
}
