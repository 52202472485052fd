import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/consultation/consultation.ts';
import { createSystemClock } from '../../src/core/clock.ts';
import type { ConversationMessage } from '../../src/core/conversation.ts';
import type { ThreadRequest } from '../../src/core/request.ts';
import { noUsage } from '../../src/core/usage.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPanel } from '../../src/turns/panel.ts';
import { questionOf } from '../../src/turns/question.ts';
import { recordOf } from '../../src/turns/record.ts';
import { createSecondOpinion } from '../../src/turns/second-opinion.ts';
import { aConversation, aMessage, anAgent, aThread, talk } from '../consultation/builders.ts';
import { tsOf } from '../contracts/samples.ts';
import { recordReplies } from '../support/reply.ts';

const agents = ['schema-reviewer', 'api-reviewer', 'security-reviewer'].map((id) =>
  anAgent({ id, name: id }),
);
const [question] = talk(1);
const panel: ThreadRequest = {
  type: 'run-panel',
  at: question!.ts,
  agents: agents.map(({ id }) => id),
};
const opinion: ThreadRequest = { type: 'second-opinion', at: question!.ts };

describe('an opinion', () => {
  let asked: string[];
  let outcome: 'answered' | 'failed';
  let transcript: readonly ConversationMessage[];

  beforeEach(() => {
    asked = [];
    outcome = 'answered';
    transcript = talk(2);
  });

  const handlers = () => {
    const deps = {
      agents: { list: () => agents, get: () => undefined, report: () => nothing },
      async *consult({ agent }: { readonly agent: { readonly id: string } }) {
        asked.push(agent.id);
        yield { type: 'status' as const, text: 'Thinking' };
        return answerOf(agent.id, outcome);
      },
      hasModel: true,
      allowance: async () => ({ kind: 'granted' as const, usd: 1, warning: null }),
      clock: createSystemClock(),
      estimateUsd: () => null,
    };
    return { ...createPanel(deps), ...createSecondOpinion(deps) };
  };

  /** A press is a message of its own; what came of it goes into the transcript, which any process reads. */
  async function press(request: ThreadRequest): Promise<string> {
    const ts = tsOf(900 + transcript.length);
    const message = aMessage({ ts, text: 'pressed', request });
    const claim = {
      thread: aThread,
      fence: 1,
      entries: [{ message, attempts: 0, stopped: false, copies: 1 }],
      begun: [],
      conversation: aConversation({ messages: transcript }),
    };
    const lease = { signal: new AbortController().signal, valid: () => true };
    const reply = recordReplies().replies.open({
      thread: aThread,
      questionTs: ts,
      user: 'U1',
      userTeam: 'T1',
      begun: [],
      retried: false,
      onBegun: async () => true,
      mayPost: () => true,
      signal: lease.signal,
    });
    const turn = { claim, question: questionOf(claim), lease, reply, log: silentLog };
    const said = await handlers()[request.type]?.(turn, request);
    const { messages } = recordOf(turn.question, said!, tsOf(901 + transcript.length));
    transcript = [...transcript, ...messages];
    return said!.text;
  }

  test.each([
    ['of a panel', panel, [...agents.map(({ id }) => id), 'panel'], 'has met already'],
    ['of a second agent', opinion, ['api-reviewer'], 'has given its opinion'],
  ])('%s is asked for once, whoever presses again', async (_, request, cast, refusal) => {
    await press(request);
    expect(asked).toEqual(cast);
    expect(await press(request)).toContain(refusal);
    expect(await press(request)).toContain(refusal);
    expect(asked).toEqual(cast);
  });

  test.each([panel, opinion])('that failed may be asked for again: $type', async (request) => {
    outcome = 'failed';
    await press(request);
    asked = [];
    outcome = 'answered';
    await press(request);
    expect(asked).not.toEqual([]);
  });

  test('of somebody else is another one', async () => {
    await press(opinion);
    await press({ ...opinion, agent: 'security-reviewer' });
    await press({ ...panel, at: transcript[2]!.ts });
    expect(asked.slice(0, 3)).toEqual(['api-reviewer', 'security-reviewer', 'schema-reviewer']);
  });
});

const nothing = { agents: [], skipped: [], failed: [] };

function answerOf(agent: string, outcome: 'answered' | 'failed'): Answer {
  const rest = { text: `I am ${agent}.`, agent, model: 'm', usage: noUsage, rounds: 1 };
  const empty = { notes: [], evidence: [], artifacts: [], actions: [] };
  return outcome === 'answered'
    ? { ...rest, ...empty, outcome }
    : {
        ...rest,
        ...empty,
        outcome,
        failure: { kind: 'overloaded', retryAfterMs: null, requestId: null },
      };
}
