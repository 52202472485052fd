import type { Accepted, Inbox } from '../../core/inbox.ts';
import type { IncomingMessage } from '../../core/message.ts';
import { type Thread, threadKey } from '../../core/thread.ts';
import type { Wakeups } from '../../core/wakeups.ts';
import type { Log } from '../../lib/log.ts';

/**
 * From a parsed message to a woken worker. Rejects when the message may not have been stored or nobody was woken:
 * then do not acknowledge. Doing it again is harmless.
 */
export interface Intake {
  accept(message: IncomingMessage): Promise<Accepted>;
  /** Whether a press was taken in already, by whichever process. Then it rings for it: that process may have died. */
  knows(thread: Thread, press: string): Promise<boolean>;
  /** Past the queue: what runs in the thread ends now, what waits is dropped. False: the bot takes no part there. */
  stop(thread: Thread): Promise<boolean>;
}

export function createIntake({
  inbox,
  wakeups,
  log,
}: {
  readonly inbox: Inbox;
  readonly wakeups: Wakeups;
  readonly log: Log;
}): Intake {
  const ringing = new Map<string, Promise<void>>();

  /** A mention comes twice at once: its twin waits for the ring that is under way instead of ringing again. */
  const ringFor = (message: IncomingMessage): Promise<void> => {
    const identity = `${threadKey(message.thread)}/${message.ts}`;
    const underWay = ringing.get(identity);
    if (underWay !== undefined) return underWay;
    const ring = wakeups.ring(message.thread).finally(() => ringing.delete(identity));
    ringing.set(identity, ring);
    return ring;
  };

  return {
    async accept(message) {
      const outcome = await inbox.accept(message);
      if (outcome === 'not-ours' || outcome === 'taken') return outcome;
      const { thread, ts, kind, traceId } = message;
      if (outcome === 'repeated') {
        await wakeups.ring(thread);
        return outcome;
      }
      log.info({ ...thread, message: ts, kind, traceId, outcome }, 'took a message in');
      // A duplicate rings: the process that stored it may have died before it rang.
      await (outcome === 'merged' ? wakeups.ring(thread) : ringFor(message));
      if (outcome === 'merged') await wakeups.interrupt(thread, 'amended');
      return outcome;
    },
    async knows(thread, press) {
      const known = await inbox.knows(thread, press);
      if (known) await wakeups.ring(thread);
      return known;
    },
    async stop(thread) {
      if (!(await inbox.engaged(thread))) return false;
      await inbox.stop(thread);
      await wakeups.interrupt(thread, 'stop');
      return true;
    },
  };
}
