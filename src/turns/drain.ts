import type { Claim, Completed, Inbox } from '../core/inbox.ts';
import type { Drain, Interruption, Lease, Wakeups } from '../core/wakeups.ts';

/** How one claim ended. `abandoned`: nothing was written, the entries still wait for a fresh lease. */
export type TurnEnd = Completed | 'abandoned';

export type TakeTurn = (claim: Claim, lease: Lease) => Promise<TurnEnd>;

/** The thread goes back to the doorbell, which wakes another worker. Says nothing about a failure. */
class HandedOver extends Error {
  constructor(why: Interruption) {
    super(`the thread was handed over: ${why}`);
    this.name = 'HandedOver';
  }
}

/**
 * Answers everything that waits in one thread, turn by turn, until the inbox is empty.
 *
 * A lease's signal fires once. So a drain that was interrupted ends: after a stop or late files it rings for what
 * still waits; when it lost the thread or the process stops it rejects, and the doorbell wakes another worker.
 */
export function createDrain(deps: {
  readonly inbox: Inbox;
  readonly wakeups: Pick<Wakeups, 'ring'>;
  readonly takeTurn: TakeTurn;
}): Drain {
  const { inbox, wakeups, takeTurn } = deps;
  return async (thread, lease) => {
    for (;;) {
      const claim = await inbox.claim(thread);
      if (claim === null) return;
      const end = await takeTurn(claim, lease);
      if (end === 'completed') return;
      const why = end === 'fenced' ? 'lease-lost' : interruption(lease);
      if (why === 'lease-lost' || why === 'shutdown') throw new HandedOver(why);
      if (why !== null) {
        await wakeups.ring(thread);
        return;
      }
    }
  };
}

/** Why the lease's work must end, or null while it may go on. */
export function interruption(lease: Lease): Interruption | null {
  const { aborted, reason } = lease.signal;
  if (!aborted) return lease.valid() ? null : 'lease-lost';
  return told.find((why) => why === reason) ?? 'lease-lost';
}

const told: readonly Interruption[] = ['stop', 'amended', 'shutdown', 'last-words'];

/** Whether somebody else answers, or this worker with a fresh lease; else it is this one that has the last word. */
export function isHandedOver(lease: Lease): boolean {
  const why = interruption(lease);
  return why !== null && why !== 'stop' && why !== 'last-words';
}

/** Tries before the person gets an apology instead: one, and two more under other stars. */
export const MAX_ATTEMPTS = 3;
