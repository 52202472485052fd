import type { Claim, Completed, Inbox } from '../core/inbox.ts';
import type { Log } from '../lib/log.ts';
import type { Drain, Interruption, Lease, Wakeups } from '../core/wakeups.ts';
import { ReplyFenced } from '../core/reply.ts';

/** How one claim ended: `completed` goes on with the next, the rest end this drain. */
export type TurnEnd = Completed | 'abandoned';

export type TakeTurn = (claim: Claim, lease: Lease) => Promise<TurnEnd>;

/**
 * Answers everything that waits in one thread, turn by turn, until the inbox is empty.
 *
 * An interruption uses the lease's signal up, so a drain that was interrupted ends; what still waits is rung for
 * again and drained under a fresh lease. A rejection makes the doorbell ring later, with backoff.
 */
export function createDrain(deps: {
  readonly inbox: Inbox;
  readonly wakeups: Pick<Wakeups, 'ring'>;
  readonly takeTurn: TakeTurn;
  readonly log: Log;
}): Drain {
  const { inbox, wakeups, takeTurn, log } = deps;
  return async (thread, lease) => {
    for (;;) {
      const claim = await inbox.claim(thread);
      if (claim === null) return;
      const end = await takeTurn(claim, lease).catch((thrown: unknown) => {
        if (thrown instanceof ReplyFenced) return 'fenced' as const;
        throw thrown;
      });
      if (end === 'fenced' || mustYield(lease)) {
        log.info({ thread: claim.thread, end, why: lease.signal.reason }, 'drain handed over');
        // A rejection puts the thread back for another worker; a plain return would leave the entries unclaimed.
        throw new Error('the thread was handed over before its inbox was empty');
      }
      if (lease.signal.aborted) {
        await wakeups.ring(thread);
        return;
      }
    }
  };
}

function mustYield(lease: Lease): boolean {
  return ['lease-lost', 'shutdown'].includes(interruption(lease) ?? '');
}

/** Why the lease's work must end, or null while it may go on. */
export function interruption(lease: Lease): Interruption | null {
  if (!lease.signal.aborted) return null;
  const { reason } = lease.signal;
  return reason === 'stop' || reason === 'amended' || reason === 'shutdown' ? reason : 'lease-lost';
}
