import { describe, expect, it } from '@jest/globals';
import { createMemory } from '../../src/memory/memory.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createSystemClock, type Clock } from '../../src/core/clock.ts';
import { channelsContract } from '../contracts/channels.ts';
import { conversationsContract } from '../contracts/conversations.ts';
import { decisionsContract } from '../contracts/decisions.ts';
import { inboxContract } from '../contracts/inbox.ts';
import { ledgerContract } from '../contracts/ledger.ts';
import { remindersContract } from '../contracts/reminders.ts';
import { answer, message, newThread } from '../contracts/samples.ts';
import { eventLog, wakeupsContract } from '../contracts/wakeups.ts';

const hourMs = 3_600_000;

function memory(clock: Clock = createSystemClock()) {
  return createMemory({
    ttlMs: hourMs,
    concurrency: 4,
    retryMs: (failures) => failures * 10,
    clock,
    log: silentLog,
  });
}

inboxContract('memory', async () => {
  const stores = memory();
  return { ...stores, other: stores.inbox };
});
conversationsContract('memory', async () => memory());
ledgerContract('memory', async () => memory());
channelsContract('memory', async () => memory());
decisionsContract('memory', async () => {
  const { decisions } = memory();
  return { decisions, other: decisions, close: async () => {} };
});
remindersContract('memory', async () => ({
  process: () => memory().reminders,
  close: async () => {},
}));
wakeupsContract('memory', async () => ({
  process: () => memory().wakeups,
  close: async () => {},
}));

describe('the memory stores', () => {
  it('forget a thread after its time to live, counted from the last write', async () => {
    let now = Date.UTC(2026, 10, 22);
    const { inbox, conversations } = memory({ ...createSystemClock(), now: () => now });
    const thread = newThread();
    await inbox.accept(message(thread));
    const claim = await inbox.claim(thread);
    if (claim === null) throw new Error('nothing was pending');
    now += hourMs - 1;
    await inbox.complete(claim, answer(claim));
    now += hourMs - 1;
    expect((await conversations.load(thread)).turns).toBe(1);
    now += 1;
    expect((await conversations.load(thread)).turns).toBe(0);
    expect(await inbox.engaged(thread)).toBe(false);
  });

  it('do not make a new question wait for the retry of an old one', async () => {
    const log = eventLog();
    const stores = createMemory({
      ttlMs: hourMs,
      concurrency: 1,
      retryMs: () => hourMs,
      clock: createSystemClock(),
      log: { ...silentLog, warn: (_fields, text) => log.add(text) },
    });
    const thread = newThread();
    let drains = 0;
    await stores.wakeups.start(async () => {
      drains += 1;
      if (drains === 1) throw new Error('the model is away');
      log.add('drained');
    });
    await stores.wakeups.ring(thread);
    await log.has('a drain failed');
    expect(await stores.wakeups.depth()).toBe(1);
    await stores.wakeups.ring(thread);
    await log.has('drained');
    await stores.wakeups.stop(0);
  });
});
