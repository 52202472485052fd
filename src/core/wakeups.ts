import type { Thread } from './thread.ts';

/**
 * Why a running turn is told to end early. `shutdown`: another worker answers. `last-words`: the process ends and
 * nobody will, so the answer is closed with a word.
 */
export type Interruption = 'stop' | 'amended' | 'lease-lost' | 'shutdown' | 'last-words';

/** Handed to the worker's function: the right to work on the thread, for as long as it lasts. */
export interface Lease {
  /** Aborted, with an `Interruption` as its reason, when the work must end. */
  readonly signal: AbortSignal;
  /** False as soon as the lease may have run out, even if this process was paused. Ask before each post. */
  valid(): boolean;
}

/** Works on one thread until its inbox is empty. A rejection is a retry later, with backoff. */
export type Drain = (thread: Thread, lease: Lease) => Promise<void>;

/**
 * The doorbell, the lock and the recovery.
 *
 * Promises: after `ring`, `drain` runs for that thread, on one worker at a time, at least once after the ring
 * (a ring while it drains makes it drain again); if the worker dies, another takes over within seconds.
 * `interrupt` reaches the worker that drains the thread, in whichever process.
 * Never: two drains of a thread at once (while leases hold).
 */
export interface Wakeups {
  ring(thread: Thread): Promise<void>;
  /** Starts working. */
  start(drain: Drain): Promise<void>;
  interrupt(thread: Thread, why: 'stop' | 'amended'): Promise<void>;
  /** Threads waiting for a worker. */
  depth(): Promise<number>;
  /**
   * Stops taking work, lets running drains end for `graceMs`, then interrupts them with `shutdown` so that another
   * worker takes them at once, or with `last-words` where there can be none. Resolves when all have ended.
   */
  stop(graceMs: number): Promise<void>;
}
