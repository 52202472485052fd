import { settledWithin, type Clock } from '../core/clock.ts';
import type { OnDue, Reminder, Reminders } from '../core/reminder.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';

export interface RemindersOptions {
  /** The wait after the n-th failed call, n from 1. */
  readonly retryMs?: (failures: number) => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** A timer of Node's cannot wait longer; longer waits are made of several. */
const longestSleepMs = 2 ** 31 - 1;

const stopWithinMs = 4_000;

interface Waiting {
  readonly reminder: Reminder;
  readonly ended: AbortController;
}

/** Reminders as timers of this process, and gone with it. */
export class MemoryReminders implements Reminders {
  readonly #options: RemindersOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #running = new Set<Promise<void>>();
  #due: OnDue | undefined;

  constructor(options: RemindersOptions) {
    this.#options = options;
  }

  async schedule(reminder: Reminder): Promise<void> {
    const key = keyOf(reminder.thread.team, reminder.decision);
    this.#forget(key);
    const waiting = { reminder, ended: new AbortController() };
    this.#waiting.set(key, waiting);
    if (this.#due !== undefined) this.#begin(key, waiting, this.#due);
  }

  async cancel(team: string, decision: number): Promise<void> {
    this.#forget(keyOf(team, decision));
  }

  async start(due: OnDue): Promise<void> {
    this.#due = due;
    for (const [key, waiting] of this.#waiting) this.#begin(key, waiting, due);
  }

  async stop(): Promise<void> {
    this.#due = undefined;
    for (const { ended } of this.#waiting.values()) ended.abort();
    await settledWithin(this.#options.clock, stopWithinMs, Promise.all(this.#running));
  }

  #forget(key: string): void {
    this.#waiting.get(key)?.ended.abort();
    this.#waiting.delete(key);
  }

  #begin(key: string, waiting: Waiting, due: OnDue): void {
    const work = this.#remind(key, waiting, due)
      // Only a wait that was ended rejects.
      .catch(() => {})
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async #remind(key: string, { reminder, ended }: Waiting, due: OnDue): Promise<void> {
    const { clock, log, retryMs = defaultRetryMs } = this.#options;
    const { signal } = ended;
    while (clock.now() < reminder.at) {
      // oxlint-disable-next-line no-await-in-loop -- one wait after the other
      await clock.sleep(Math.min(reminder.at - clock.now(), longestSleepMs), signal);
    }
    for (let failures = 1; ; failures += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        await due(reminder);
        if (!signal.aborted) this.#waiting.delete(key);
        return;
      } catch (thrown) {
        log.warn({ err: toError(thrown), decision: reminder.decision }, 'a reminder failed');
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(retryMs(failures), signal);
      }
    }
  }
}

function keyOf(team: string, decision: number): string {
  return `${team}:${decision}`;
}

function defaultRetryMs(failures: number): number {
  return Math.min(500 * 2 ** Math.min(failures - 1, 20), 30_000);
}
