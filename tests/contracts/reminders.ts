import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Reminder, Reminders } from '../../src/core/reminder.ts';
import { eventLog } from './wakeups.ts';
import { newThread } from './samples.ts';

/** What every Reminders keeps. `process()` opens the same reminders as another process would see them. */
export function remindersContract(
  name: string,
  open: () => Promise<{ process: () => Reminders; close(): Promise<void> }>,
): void {
  describe(`${name} keeps the reminders contract`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let reminders: Reminders;
    beforeEach(async () => {
      opened = await open();
      reminders = opened.process();
    });
    afterEach(async () => {
      await reminders.stop();
      await opened.close();
    });

    const listen = async () => {
      const log = eventLog();
      await reminders.start(async ({ decision, at }) => {
        log.add(`${decision}${Date.now() < at ? ' early' : ''}`);
      });
      return log;
    };

    it('calls when it is time, and not before', async () => {
      const log = await listen();
      await reminders.schedule(reminder({ at: Date.now() + 300 }));
      expect(log.all()).toEqual([]);
      await log.has('1');
    });

    it('calls for what became due before anybody listened', async () => {
      await reminders.schedule(reminder({ at: Date.now() - 1000, decision: 3 }));
      const log = await listen();
      await log.has('3');
      expect(log.all()).toEqual(['3']);
    });

    it('keeps one reminder a decision, the last', async () => {
      const thread = newThread();
      await reminders.schedule(reminder({ thread, at: Date.now() - 1 }));
      await reminders.schedule(reminder({ thread, at: Date.now() + 86_400_000 }));
      await reminders.schedule(reminder({ thread, decision: 2 }));
      const log = await listen();
      await log.has('2');
      expect(log.all()).toEqual(['2']);
    });

    it('does not call for what was cancelled', async () => {
      const gone = reminder({ at: Date.now() - 1 });
      await reminders.schedule(gone);
      await reminders.cancel(gone.thread.team, gone.decision);
      await reminders.schedule(reminder({ decision: 2 }));
      const log = await listen();
      await log.has('2');
      expect(log.all()).toEqual(['2']);
    });

    it('calls again after a failure', async () => {
      const log = eventLog();
      let calls = 0;
      await reminders.start(async () => {
        calls += 1;
        if (calls < 3) throw new Error('Redis is away');
        log.add('done');
      });
      await reminders.schedule(reminder());
      await log.has('done');
      expect(calls).toBe(3);
    });
  });
}

function reminder(over: Partial<Reminder> = {}): Reminder {
  return { thread: newThread(), decision: 1, user: 'U1', at: Date.now(), ...over };
}
