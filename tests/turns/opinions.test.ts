import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/consultation/consultation.ts';
import { createSystemClock } from '../../src/core/clock.ts';
import type { ConversationMessage } from '../../src/core/conversation.ts';
import type { IncomingMessage } from '../../src/core/message.ts';
import type { ThreadRequest } from '../../src/core/request.ts';
import { noUsage, type Spent } from '../../src/core/usage.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createAllowance } from '../../src/turns/allowance.ts';
import { createPanel } from '../../src/turns/panel.ts';
import { questionOf } from '../../src/turns/question.ts';
import { recordOf } from '../../src/turns/record.ts';
import { handleRequests } from '../../src/turns/requests.ts';
import { createSecondOpinion } from '../../src/turns/second-opinion.ts';
import { aConversation, aMessage, anAgent, aThread, talk } from '../consultation/builders.ts';
import { tsOf } from '../contracts/samples.ts';
import { recordReplies } from '../support/reply.ts';

const agents = ['schema-reviewer', 'api-reviewer', 'security-reviewer'].map((id) =>
  anAgent({ id, name: id }),
);
const [first] = talk(1);
const panel: ThreadRequest = {
  type: 'run-panel',
  at: first!.ts,
  agents: agents.map(({ id }) => id),
};
const opinion: ThreadRequest = { type: 'second-opinion', at: first!.ts };

describe('an opinion', () => {
  let asked: string[];
  let outcome: 'answered' | 'failed';
  let transcript: readonly ConversationMessage[];
  let estimated: Spent;
  /** What the day's books hold, and what each opinion costs. */
  let booked: number;
  let costs: number;

  beforeEach(() => {
    estimated = { usd: 0.4, atLeast: false };
    [booked, costs] = [0, 0];
    asked = [];
    outcome = 'answered';
    transcript = talk(2);
  });

  const ledger = { spent: async () => ({ usd: booked, atLeast: false }) };

  const handlers = () => {
    const deps = {
      agents: { list: () => agents, get: () => undefined, report: () => nothing },
      async *consult({ agent }: { readonly agent: { readonly id: string } }) {
        asked.push(agent.id);
        yield { type: 'status' as const, text: 'Thinking' };
        return answerOf(agent.id, outcome, costs);
      },
      hasModel: true,
      allowance: createAllowance({ limits, ledger, clock }),
      clock,
      estimate: () => estimated,
    };
    return { ...createPanel(deps), ...createSecondOpinion(deps) };
  };

  /** Each press is a message of its own; what came of it goes into the transcript, which any process reads. */
  const press = async (request: ThreadRequest) => turn(aMessage({ text: 'pressed', request }));

  /** What is asked for while the bot is busy is answered in one turn. */
  async function turn(...messages: readonly IncomingMessage[]): Promise<string> {
    const ts = tsOf(900 + transcript.length);
    const waiting = messages.map((message, n) => ({ ...message, ts: `${ts}${n}` }));
    const claim = {
      thread: aThread,
      fence: 1,
      entries: waiting.map((message) => ({ message, attempts: 0, stopped: false, copies: 1 })),
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
    const question = questionOf(claim);
    const responding = { claim, question, lease, reply, log: silentLog };
    const { said } = await handleRequests(responding, handlers());
    const record = recordOf(question, said!, tsOf(901 + transcript.length));
    transcript = [...transcript, ...record.messages];
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

  test('that is asked for by a button and in words within one turn is one', async () => {
    const words = ['second opinion', 'Second opinion please.', 'second opinion from api-reviewer'];
    const said = await turn(
      aMessage({ text: 'pressed', request: opinion }),
      ...words.map((text) => aMessage({ text })),
      aMessage({ text: 'pressed', request: panel }),
      aMessage({ text: 'pressed again', request: panel }),
    );
    expect(asked).toEqual(['api-reviewer', ...agents.map(({ id }) => id), 'panel']);
    expect(said.match(/has given its opinion/g)).toHaveLength(3);
    expect(said.match(/has met already/g)).toHaveLength(1);
  });

  test('counts against the day what the one before it in the same turn spent', async () => {
    [booked, costs] = [4.5, 0.5];
    const message = aMessage({ text: 'pressed', request: opinion });
    const said = await turn(message, aMessage({ text: 'second opinion from security-reviewer' }));
    expect(asked).toEqual(['api-reviewer']);
    expect(said).toContain('Your budget for today is used up: $5.00 of $5.00');
  });

  test.each([
    [{ usd: 0.4, atLeast: false }, 'That costs about $0.40. It stops at $2.00, '],
    [{ usd: 9, atLeast: false }, 'That costs about $2.00. It stops at $2.00, '],
    [{ usd: 0.4, atLeast: true }, 'say that it costs about $0.40 and more. It stops at $2.00, '],
    [{ usd: 0, atLeast: true }, 'so I cannot say what it costs. It stops at $2.00, '],
  ])('says what is known of its price beforehand: %j', async (price, words) => {
    estimated = price;
    const said = await turn(aMessage({ text: 'panel: queue or call?' }));
    expect(said).toContain(words);
    expect(said.includes('as far as I know prices')).toBe(price.atLeast);
  });

  test('of somebody else is another one', async () => {
    await press(opinion);
    await press({ ...opinion, agent: 'security-reviewer' });
    await press({ ...panel, at: transcript[2]!.ts });
    expect(asked.slice(0, 3)).toEqual(['api-reviewer', 'security-reviewer', 'schema-reviewer']);
  });
});

const clock = createSystemClock();
const limits = { turnUsd: 2, userDayUsd: 5 };
const nothing = { agents: [], skipped: [], failed: [] };

function answerOf(agent: string, outcome: 'answered' | 'failed', usd: number): Answer {
  const usage = { ...noUsage, usd };
  const rest = { text: `I am ${agent}.`, agent, model: 'm', usage, rounds: 1 };
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
