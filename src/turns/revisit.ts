import { describeRequest } from '../core/describe-request.ts';
import type { Clock } from '../core/clock.ts';
import type { Inbox } from '../core/inbox.ts';
import type { OnDue, Reminder } from '../core/reminder.ts';
import type { IncomingMessage } from '../core/message.ts';
import type { Wakeups } from '../core/wakeups.ts';

/**
 * A reminder that is due becomes a message in its thread, as durable as a question. Its `ts` is made of the time and
 * of the decision, so that a reminder that comes twice is one message.
 */
export function createOnDue(deps: {
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly wakeups: Pick<Wakeups, 'ring'>;
  readonly clock: Clock;
}): OnDue {
  return async (reminder) => {
    const outcome = await deps.inbox.accept(messageOf(reminder, deps.clock.now()));
    if (outcome !== 'taken') await deps.wakeups.ring(reminder.thread);
  };
}

function messageOf({ thread, decision, user, at }: Reminder, now: number): IncomingMessage {
  const request = { type: 'revisit-decision', number: decision } as const;
  const ts = `${Math.floor(at / 1000)}.${String(decision).padStart(6, '0')}`;
  return {
    thread,
    ts,
    kind: 'mention',
    user,
    text: describeRequest(request).text,
    files: [],
    request,
    receivedAt: now,
    traceId: `revisit-${decision}-${ts}`,
  };
}
