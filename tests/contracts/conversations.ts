import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Conversations, Feedback } from '../../src/core/conversation.ts';
import { noUsage } from '../../src/core/usage.ts';
import { newThread, tsOf } from './samples.ts';

/** What every Conversations keeps. What turns write is part of the inbox contract. */
export function conversationsContract(
  name: string,
  open: () => Promise<{ conversations: Conversations; close(): Promise<void> }>,
): void {
  describe(`${name} keeps the conversations contract`, () => {
    let conversations: Conversations;
    let close: () => Promise<void>;
    beforeAll(async () => {
      const opened = await open();
      ({ conversations } = opened);
      close = () => opened.close();
    });
    afterAll(() => close());

    it('knows an unknown thread as an empty conversation', async () => {
      expect(await conversations.load(newThread())).toEqual({
        messages: [],
        owner: null,
        digest: null,
        digestedCount: 0,
        usage: noUsage,
        turns: 0,
      });
    });

    it('keeps the last verdict of each person on each answer', async () => {
      const thread = newThread();
      const kept = [
        verdict({ verdict: 'bad', at: 2 }),
        verdict({ user: 'U2', agent: null }),
        verdict({ answerTs: tsOf(2) }),
      ];
      for (const feedback of [verdict({}), ...kept])
        await conversations.saveFeedback(thread, feedback);
      const found = await conversations.feedback(thread);
      expect(found).toHaveLength(3);
      expect(found).toEqual(expect.arrayContaining(kept));
      expect(await conversations.feedback(newThread())).toEqual([]);
    });
  });
}

function verdict(over: Partial<Feedback>): Feedback {
  return { answerTs: tsOf(1), user: 'U1', verdict: 'good', agent: 'architect', at: 1, ...over };
}
