import { expect, test } from '@jest/globals';
import type { Answer } from '../../src/consultation/consultation.ts';
import { createSystemClock } from '../../src/core/clock.ts';
import { noUsage } from '../../src/core/usage.ts';
import { silentLog } from '../../src/lib/log.ts';
import { consulting } from '../../src/turns/consulting.ts';
import { chosen } from '../../src/turns/opinions.ts';
import { questionOf } from '../../src/turns/question.ts';
import { aConversation, aMessage, anAgent, aThread } from '../consultation/builders.ts';
import { recordReplies } from '../support/reply.ts';

const spoken = { text: 'Yes.', agent: 'schema-reviewer', usage: noUsage, rounds: 1 };
const whole = { ...spoken, notes: [], evidence: [], artifacts: [], actions: [] };
const failure = { kind: 'overloaded', retryAfterMs: null, requestId: null } as const;

test.each<[string, Answer, boolean]>([
  ['an answer without a model', { ...whole, model: null, outcome: 'answered' }, true],
  ['an answer of a model', { ...whole, model: 'm', outcome: 'answered' }, false],
  ['a model that was not reached', { ...whole, model: null, outcome: 'failed', failure }, false],
])('the footer of %s says who spoke', async (_, answer, isWithoutModel) => {
  const message = aMessage();
  const claim = {
    thread: aThread,
    fence: 1,
    entries: [{ message, attempts: 0, stopped: false, copies: 1 }],
    begun: [],
    conversation: aConversation(),
  };
  const lease = { signal: new AbortController().signal, valid: () => true };
  const reply = recordReplies().replies.open({
    thread: aThread,
    questionTs: message.ts,
    user: 'U1',
    userTeam: 'T1',
    begun: [],
    retried: false,
    onBegun: async () => true,
    mayPost: lease.valid,
    signal: lease.signal,
  });
  const agent = anAgent();
  const said = await consulting(
    {
      turn: { claim, question: questionOf(claim), lease, reply, log: silentLog },
      agent,
      dispatch: chosen(agent.id),
      requirements: [],
      allowance: { kind: 'granted', usd: 1, warning: null },
      spent: noUsage,
    },
    {
      agents: { list: () => [agent], get: () => agent, report: () => nothing },
      async *consult() {
        yield { type: 'text', markdown: answer.text };
        return answer;
      },
      clock: createSystemClock(),
    },
  );
  expect(said.ending.footer?.endsWith(' · no model')).toBe(isWithoutModel);
});

const nothing = { agents: [], skipped: [], failed: [] };
