import type { Clock } from '../../core/clock.ts';
import type { Accepted, Inbox } from '../../core/inbox.ts';
import type { IncomingMessage } from '../../core/message.ts';
import type { Thread } from '../../core/thread.ts';
import type { Wakeups } from '../../core/wakeups.ts';
import type { Log } from '../../lib/log.ts';
import { createRingOnce } from './ring-once.ts';

/**
 * From a parsed message to a woken worker. Rejects when the message may not have been stored or nobody was woken:
 * then do not acknowledge. Doing it again is harmless.
 */
export interface Intake {
  accept(message: IncomingMessage): Promise<Accepted>;
  /** Past the queue: what runs in the thread ends now, what waits is dropped. False: the bot takes no part there. */
  stop(thread: Thread): Promise<boolean>;
}

export function createIntake({
  inbox,
  wakeups,
  clock,
  log,
}: {
  readonly inbox: Inbox;
  readonly wakeups: Wakeups;
  readonly clock: Clock;
  readonly log: Log;
}): Intake {
  const ringOnce = createRingOnce(wakeups, clock);
  return {
    async accept(message) {
      const outcome = await inbox.accept(message);
      if (outcome === 'not-ours' || outcome === 'taken') return outcome;
      const { thread, ts, kind, traceId } = message;
      log.info({ ...thread, message: ts, kind, traceId, outcome }, 'took a message in');
      // A duplicate rings: the process that stored it may have died before it rang.
      await (outcome === 'merged' ? wakeups.ring(thread) : ringOnce(message));
      if (outcome === 'merged') await wakeups.interrupt(thread, 'amended');
      return outcome;
    },
    async stop(thread) {
      if (!(await inbox.engaged(thread))) return false;
      await inbox.stop(thread);
      await wakeups.interrupt(thread, 'stop');
      return true;
    },
  };
}
