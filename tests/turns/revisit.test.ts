import { expect, test } from '@jest/globals';
import { createSystemClock } from '../../src/core/clock.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import { createDecisionRequests } from '../../src/turns/decision-requests.ts';
import { createDrain } from '../../src/turns/drain.ts';
import { handleRequests } from '../../src/turns/requests.ts';
import { createOnDue } from '../../src/turns/revisit.ts';
import { createTakeTurn } from '../../src/turns/turn.ts';
import { filesOf } from '../consultation/builders.ts';
import { draft } from '../contracts/decisions.ts';
import { eventLog } from '../contracts/wakeups.ts';
import { recordReplies } from '../support/reply.ts';

test('a reminder that is due becomes one message in the thread of its decision, however often it comes', async () => {
  const clock = createSystemClock();
  const stores = createMemory({ ttlMs: 60_000, concurrency: 1, clock, log: silentLog });
  const thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };
  const { decisions, reminders, wakeups, conversations } = stores;
  await decisions.save('T1', 'a', draft());

  const { replies, posted } = recordReplies();
  const requests = createDecisionRequests({
    ...stores,
    files: filesOf({}),
    permalink: () => null,
    canvases: { create: async () => null },
    tame: (markdown) => markdown,
    clock,
  });
  const turns = eventLog();
  const takeTurn = createTakeTurn({
    ...stores,
    replies,
    respond: async (turn) => (await handleRequests(turn, requests)).said,
    onTurn: () => turns.add('turn'),
    clock,
    log: silentLog,
  });
  await wakeups.start(createDrain({ ...stores, takeTurn }));
  const onDue = createOnDue({ ...stores, clock });
  const reminder = { thread, decision: 1, user: 'U1', at: clock.now() - 1_000 };
  await reminders.start(onDue);
  await reminders.schedule(reminder);
  await turns.has('turn');
  await onDue(reminder);

  const { messages } = await conversations.load(thread);
  expect(messages.map(({ text }) => text)).toEqual([
    'Decision 1 said to look again now.',
    expect.stringContaining('**Decision 1** “Use an outbox for events” said to look again now.'),
  ]);
  expect([...posted.values()]).toMatchObject([{ files: ['adr-0001-use-an-outbox-for-events.md'] }]);
  await reminders.stop();
  await wakeups.stop(0);
});
