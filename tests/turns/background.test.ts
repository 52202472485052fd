import { describe, expect, test } from '@jest/globals';
import type { ProjectContext } from '../../src/core/project-context.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createDecisions } from '../../src/memory/decisions.ts';
import { createGatherBackground } from '../../src/turns/background.ts';
import { aMessage, aThread } from '../consultation/builders.ts';
import { draft } from '../contracts/decisions.ts';

const context: ProjectContext = {
  text: 'No ORMs.',
  source: { kind: 'file', name: 'CLAUDE.md' },
  setBy: 'U1',
  setAt: 0,
  checkedAt: 0,
};

const gather = async (asker: { readonly userTeam?: string }, contextFor = async () => context) => {
  const decisions = createDecisions();
  await decisions.save('T1', 'a', draft({ title: 'Publish order events through an outbox' }));
  const gatherFor = createGatherBackground({ decisions, contextFor, log: silentLog });
  const message = aMessage({ text: 'Which outbox for order events?', ...asker });
  return gatherFor({ thread: aThread, messages: [message] }, new AbortController().signal);
};

const fails = () => Promise.reject(new Error('the store is away'));

describe('what is known beside a question', () => {
  test('is the channel’s context and the decisions that bear on it', async () => {
    expect(await gather({})).toMatchObject({ context, decisions: [{ number: 1 }] });
  });

  test('is the channel’s context alone for a person of another workspace', async () => {
    expect(await gather({ userTeam: 'T9' })).toEqual({ context, decisions: [] });
  });

  test('is what can be had where a part fails', async () => {
    expect(await gather({}, fails)).toMatchObject({ context: null, decisions: [{ number: 1 }] });
  });
});
