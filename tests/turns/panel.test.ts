import { describe, expect, test } from '@jest/globals';
import type { Answer, ConsultationInput } from '../../src/consultation/consultation.ts';
import type { Claim } from '../../src/core/inbox.ts';
import type { Usage } from '../../src/core/usage.ts';
import { askPanel } from '../../src/turns/panel-opinions.ts';
import { panelQuestion, requestIn } from '../../src/turns/worded-request.ts';
import { aConversation, aMessage, anAgent, aThread, talk } from '../consultation/builders.ts';
import { someUsage } from '../contracts/samples.ts';

describe('a panel', () => {
  const agents = ['one', 'two', 'three'].map((id) => anAgent({ id, name: id }));
  const claim: Claim = {
    thread: aThread,
    fence: 1,
    entries: [],
    begun: [],
    conversation: aConversation({ messages: talk(4), digest: 'what was said', digestedCount: 2 }),
  };
  const asked: ConsultationInput[] = [];
  const statuses: string[] = [];
  const run = (spent: Partial<Usage> = {}) =>
    askPanel(
      { claim, agents, brief: aMessage(), usd: 2 },
      {
        async *consult(input) {
          asked.push(input);
          yield { type: 'status', text: 'Thinking' };
          const answer = input.agent.id === 'two' ? failed : answered(input.agent.id);
          return { ...answer, usage: { ...someUsage, ...spent } };
        },
        status: (text) => statuses.push(text),
        signal: new AbortController().signal,
      },
    );

  test('gives each its share, shows none another’s words, and does without the one that fails', async () => {
    const { opinions, usage } = await run();
    expect(opinions.map(({ agent, text }) => [agent.id, text])).toEqual([
      ['one', 'I am one.'],
      ['two', null],
      ['three', 'I am three.'],
    ]);
    expect(usage.usd).toBe(0.75);
    expect(asked.map(({ limits }) => limits.usd)).toEqual([0.5, 0.5, 0.5]);
    for (const { conversation } of asked) {
      expect(conversation.digest).toBeNull();
      expect(conversation.messages.map(({ role }) => role)).toEqual(['person', 'person']);
    }
    expect((await run()).leftUsd).toBe(1.25);
    expect(statuses.slice(0, 4)).toEqual(
      [0, 1, 2, 3].map((done) => `Panel: ${done} of 3 have answered`),
    );
  });

  test('keeps at most the share of the synthesis where nobody knows all that the opinions cost', async () => {
    expect((await run({ usd: 0, unpricedTokens: 100 })).leftUsd).toBe(0.5);
    expect((await run({ usd: 0.6, unpricedTokens: 10 })).leftUsd).toBeCloseTo(0.2);
    expect((await run({ usd: 0.7, unpricedTokens: 10 })).leftUsd).toBe(0);
  });
});

describe('set words', () => {
  const conversation = aConversation({ messages: talk(2) });
  const read = (text: string) => requestIn(aMessage({ text }), conversation);

  test.each([
    ['panel: queue or call?', { type: 'panel' }],
    ['Second opinion', { type: 'second-opinion', at: '176378000001.000100' }],
    [
      'second opinion from security-reviewer.',
      { type: 'second-opinion', at: '176378000001.000100', agent: 'security-reviewer' },
    ],
    ['panel:', undefined],
    ['what does the panel: say?', undefined],
    ['I want a second opinion on what Bob said', undefined],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('ask about the last advice, not about a word of the bot itself', () => {
    const saved = { role: 'agent', ts: '1763789999.000100', agent: null, text: 'Saved.' } as const;
    const messages = [...talk(2), saved];
    expect(requestIn(aMessage({ text: 'second opinion' }), aConversation({ messages }))).toEqual({
      type: 'second-opinion',
      at: '176378000001.000100',
    });
  });

  test('leave what a button asked for as it is', () => {
    const request = { type: 'export-decisions' } as const;
    expect(requestIn(aMessage({ text: 'panel: x', request }), conversation)).toBe(request);
    expect(panelQuestion(' Panel: queue?')).toBe('queue?');
  });
});

const rest = {
  model: 'm',
  usage: someUsage,
  rounds: 1,
  notes: [],
  evidence: [],
  artifacts: [],
  actions: [],
};

function answered(agent: string): Answer {
  return { ...rest, agent, outcome: 'answered', text: `I am ${agent}.` };
}

const failed: Answer = {
  ...rest,
  agent: 'two',
  outcome: 'failed',
  text: 'half an ans',
  failure: { kind: 'overloaded', retryAfterMs: null, requestId: null },
};
