import { describe, expect, test } from '@jest/globals';
import type { ReadEarlier } from '../../src/core/earlier.ts';
import type { IncomingMessage } from '../../src/core/message.ts';
import type { ProjectContext } from '../../src/core/project-context.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createDecisions } from '../../src/memory/decisions.ts';
import { createGatherBackground } from '../../src/turns/background.ts';
import { aConversation, aMessage, aThread } from '../consultation/builders.ts';
import { draft } from '../contracts/decisions.ts';

const context: ProjectContext = {
  text: 'No ORMs.',
  source: { kind: 'file', name: 'CLAUDE.md' },
  setBy: 'U1',
  setAt: 0,
  checkedAt: 0,
};

const earlier = [{ ts: '1763779000.000100', user: 'U2', text: 'Orders get lost.' }];

const gather = async (
  asker: Partial<IncomingMessage>,
  contextFor = async () => context,
  readEarlier: ReadEarlier = async () => earlier,
  conversation = aConversation(),
) => {
  const decisions = createDecisions();
  await decisions.save('T1', 'a', draft({ title: 'Publish order events through an outbox' }));
  const gatherFor = createGatherBackground({
    decisions,
    contextFor,
    readEarlier,
    log: silentLog,
  });
  const message = aMessage({ text: 'Which outbox for order events?', ...asker });
  return gatherFor(
    { thread: aThread, messages: [message], conversation },
    new AbortController().signal,
  );
};

const fails = () => Promise.reject(new Error('the store is away'));

describe('what is known beside a question', () => {
  test('is the channel’s context and the decisions that bear on it', async () => {
    expect(await gather({})).toMatchObject({ context, decisions: [{ number: 1 }] });
  });

  test('is the channel’s context alone for a person of another workspace', async () => {
    expect(await gather({ userTeam: 'T9' })).toMatchObject({ context, decisions: [] });
  });

  test('is what was said in the thread before, where the bot was called into it', async () => {
    expect((await gather({ ts: aThread.ts })).earlier).toEqual([]);
    expect((await gather({ ts: '1763780009.000100' })).earlier).toEqual(earlier);
    expect((await gather({ ts: '1763780009.000100' }, undefined, fails)).earlier).toEqual([]);
  });

  test('is not what was said before where the talk with the bot is long enough for a digest', async () => {
    const long = aConversation({ digest: 'They chose Kafka.', digestedCount: 20 });
    const asked = { ts: '1763780009.000100' };
    expect((await gather(asked, undefined, undefined, long)).earlier).toEqual([]);
  });

  test('is what can be had where a part fails', async () => {
    expect(await gather({}, fails)).toMatchObject({ context: null, decisions: [{ number: 1 }] });
  });
});
