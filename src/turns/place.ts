import type { Inbox } from '../core/inbox.ts';
import { isWaitingRoom, type Markers, type Unplaced } from '../core/marker.ts';
import type { IncomingMessage } from '../core/message.ts';
import { ReplyFenced } from '../core/reply.ts';
import { noUsage } from '../core/usage.ts';
import type { Drain, Wakeups } from '../core/wakeups.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { interruption, isHandedOver, MAX_ATTEMPTS, type TakeTurn } from './drain.ts';
import { referenceOf } from './question.ts';
import { shutDownMark, unplaced } from './words.ts';

export interface PlaceDeps {
  readonly inbox: Pick<Inbox, 'accept' | 'begun' | 'complete'>;
  readonly wakeups: Pick<Wakeups, 'ring'>;
  readonly markers: Markers;
  readonly log: Log;
}

/** Takes a waiting room to `place`, and a thread to `answer`. */
export function placeOrAnswer(place: Drain, answer: Drain): Drain {
  return (thread, lease) => (isWaitingRoom(thread) ? place : answer)(thread, lease);
}

/**
 * Gives a question that was asked by a command, a form or a button its place in the channel: its marker is posted, and
 * under the marker's `ts` it is stored in the thread where it is answered.
 *
 * The order is the guarantee, as in a turn: each step may be done twice, and it leaves its waiting room last.
 */
export function createPlace({ inbox, wakeups, markers, log }: PlaceDeps): TakeTurn {
  return async (claim, lease) => {
    const [first] = claim.entries;
    if (first === undefined || !isUnplaced(first.message)) {
      log.error({ ...claim.thread }, 'what waited for its marker has none, and is dropped');
      return await inbox.complete(claim, nothingSaid);
    }
    const { message: question, attempts } = first;
    const { channel, team } = question.thread;
    const told = async (sentence: string) => {
      await markers.tell(question, sentence);
      return await inbox.complete(claim, nothingSaid);
    };
    let [ts] = claim.begun;
    if (ts === undefined) {
      try {
        const posted = await markers.post(question, { lease, retried: attempts > 0 });
        if ('refused' in posted) return await told(posted.refused);
        ({ ts } = posted);
      } catch (thrown) {
        if (interruption(lease) === 'last-words') return await told(shutDownMark);
        if (thrown instanceof ReplyFenced) return 'fenced';
        if (isHandedOver(lease)) return 'abandoned';
        const { traceId } = question;
        log.error({ err: toError(thrown), channel, traceId, attempts }, 'a marker was not posted');
        if (attempts + 1 < MAX_ATTEMPTS) throw thrown;
        return await told(unplaced(referenceOf(question)));
      }
      if (!(await inbox.begun(claim, ts))) return 'fenced';
    }
    const { marker, ...asked } = question;
    const thread = { team, channel, ts: marker.threadTs ?? ts };
    await inbox.accept({ ...asked, thread, ts });
    await wakeups.ring(thread);
    return await inbox.complete(claim, nothingSaid);
  };
}

function isUnplaced(message: IncomingMessage): message is Unplaced {
  return message.marker !== undefined;
}

const nothingSaid = { messages: [], owner: null, usage: noUsage };
