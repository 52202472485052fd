import { settledWithin, type Clock } from '../core/clock.ts';
import { parseThreadKey, threadKey, type Thread, type ThreadKey } from '../core/thread.ts';
import type { Drain, Interruption, Wakeups } from '../core/wakeups.ts';
import type { Log } from '../lib/log.ts';
import { toError } from '../lib/errors.ts';

export interface WakeupsOptions {
  /** Threads that are drained at once. */
  readonly concurrency: number;
  /** The wait after the n-th failed drain of a thread, n from 1. */
  readonly retryMs?: (failures: number) => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** What a drain gets for its last words. */
const handOverMs = 4000;

interface Running {
  readonly interruption: AbortController;
  rungAgain: boolean;
}

interface Retry {
  readonly failures: number;
  readonly wait: AbortController;
}

/** The doorbell in process. A process that dies takes everything along: there is nobody to take over. */
export class MemoryWakeups implements Wakeups {
  readonly #options: WakeupsOptions;
  readonly #waiting = new Set<ThreadKey>();
  readonly #running = new Map<ThreadKey, Running>();
  readonly #retries = new Map<ThreadKey, Retry>();
  readonly #work = new Set<Promise<void>>();
  #drain: Drain | undefined;
  #stopping = false;

  constructor(options: WakeupsOptions) {
    this.#options = options;
  }

  async ring(thread: Thread): Promise<void> {
    const key = threadKey(thread);
    const running = this.#running.get(key);
    if (running !== undefined) {
      running.rungAgain = true;
      return;
    }
    // A new question does not wait for an old one's backoff.
    this.#retries.get(key)?.wait.abort();
    this.#retries.delete(key);
    this.#enqueue(key);
  }

  async start(drain: Drain): Promise<void> {
    this.#drain = drain;
    this.#pump();
  }

  async interrupt(thread: Thread, why: 'stop' | 'amended'): Promise<void> {
    this.#running.get(threadKey(thread))?.interruption.abort(why);
  }

  async depth(): Promise<number> {
    return new Set([...this.#waiting, ...this.#retries.keys()]).size;
  }

  async stop(graceMs: number): Promise<void> {
    const { clock } = this.#options;
    this.#stopping = true;
    for (const { wait } of this.#retries.values()) wait.abort();
    const idle = Promise.all(this.#work);
    if (await settledWithin(clock, graceMs, idle)) return;
    const why: Interruption = 'last-words';
    for (const { interruption } of this.#running.values()) interruption.abort(why);
    await settledWithin(clock, handOverMs, idle);
  }

  #enqueue(key: ThreadKey): void {
    this.#waiting.add(key);
    this.#pump();
  }

  #pump(): void {
    for (const key of this.#waiting) {
      const drain = this.#drain;
      if (drain === undefined || this.#stopping) return;
      if (this.#running.size >= this.#options.concurrency) return;
      this.#waiting.delete(key);
      const work = this.#run(key, drain).finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  }

  async #run(key: ThreadKey, drain: Drain): Promise<void> {
    const running: Running = { interruption: new AbortController(), rungAgain: false };
    const { signal } = running.interruption;
    const failures = this.#retries.get(key)?.failures ?? 0;
    this.#retries.delete(key);
    this.#running.set(key, running);
    try {
      // Nobody else can take the thread, so the lease holds as long as the process.
      await drain(parseThreadKey(key), { signal, valid: () => true });
      if (running.rungAgain) this.#waiting.add(key);
    } catch (thrown) {
      this.#options.log.warn({ err: toError(thrown), thread: key }, 'a drain failed');
      if (this.#stopping) this.#waiting.add(key);
      else void this.#retryLater(key, failures + 1);
    } finally {
      this.#running.delete(key);
    }
    this.#pump();
  }

  async #retryLater(key: ThreadKey, failures: number): Promise<void> {
    const { clock, retryMs = defaultRetryMs } = this.#options;
    const wait = new AbortController();
    this.#retries.set(key, { failures, wait });
    try {
      await clock.sleep(retryMs(failures), wait.signal);
    } catch {
      // Cut short: by a ring, which has begun anew, or by stop.
      return;
    }
    this.#enqueue(key);
  }
}

function defaultRetryMs(failures: number): number {
  return Math.min(500 * 2 ** Math.min(failures - 1, 20), 30_000);
}
