import { once } from 'node:events';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { noBackground } from '../../src/consultation/background.ts';
import { createSystemClock } from '../../src/core/clock.ts';
import type { IncomingMessage } from '../../src/core/message.ts';
import type { ThreadRequest } from '../../src/core/request.ts';
import type { Stores } from '../../src/core/stores.ts';
import { noUsage, type Usage } from '../../src/core/usage.ts';
import type { Lease } from '../../src/core/wakeups.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import type { RequestHandler, RequestHandlers } from '../../src/turns/requests.ts';
import { createRespond } from '../../src/turns/respond.ts';
import { houseWord } from '../../src/turns/said.ts';
import { createTakeTurn } from '../../src/turns/turn.ts';
import { aRecommendation } from '../decisions/samples.ts';
import { recordReplies } from '../support/reply.ts';

const thread = { team: 'T1', channel: 'C1', ts: '1763780000.000100' };
const clock = createSystemClock();
const again: ThreadRequest = { type: 'review-schema-again' };
const script: ThreadRequest = { type: 'schema-fix-script' };

describe('a request of a button', () => {
  let stores: Stores;
  let recorded: ReturnType<typeof recordReplies>;
  /** Nobody is chosen before the background is being read: both go on side by side. */
  let reading: AbortController;
  /** What it cost to choose. */
  let choice: Usage;

  beforeEach(() => {
    stores = createMemory({ ttlMs: 60_000, concurrency: 1, clock, log: silentLog });
    recorded = recordReplies();
    reading = new AbortController();
    choice = noUsage;
  });

  /** What stands in the thread after the turn; dispatch sends the rest to nobody, who answers with help. */
  const answer = (handlers: RequestHandlers, ...messages: readonly IncomingMessage[]) =>
    answerUnder({ signal: new AbortController().signal, valid: () => true }, handlers, ...messages);

  async function answerUnder(
    lease: Lease,
    handlers: RequestHandlers,
    ...messages: readonly IncomingMessage[]
  ) {
    for (const message of messages) await stores.inbox.accept(message);
    const takeTurn = createTakeTurn({
      ...stores,
      replies: recorded.replies,
      respond: createRespond({
        agents: { list: () => [], get: () => undefined, report: () => nothing },
        dispatch: async () => {
          if (!reading.signal.aborted) await once(reading.signal, 'abort');
          return { dispatch: toNobody, usage: choice };
        },
        consult: () => {
          throw new Error('nobody is consulted here');
        },
        requests: handlers,
        requirements: { load: async () => [] },
        gatherBackground: async () => {
          reading.abort();
          return noBackground;
        },
        hasModel: true,
        alone: [],
        allowance: async () => ({ kind: 'granted', usd: 1, warning: null }),
        help: () => 'Help.',
        clock,
      }),
      onTurn: () => {},
      clock,
      log: silentLog,
    });
    const claim = await stores.inbox.claim(thread);
    await takeTurn(claim!, lease);
    return [...recorded.posted.values()].map((posted) => posted.text);
  }

  test('goes to the handler of its type, and nobody is dispatched', async () => {
    expect(await answer({ [again.type]: says('Reviewed.') }, asked('1', again))).toEqual([
      'Reviewed.',
    ]);
    const { messages } = await stores.conversations.load(thread);
    expect(messages.map(({ text }) => text)).toEqual(['button 1', 'Reviewed.']);
  });

  test('is a question like others where nobody handles it, or the handler leaves it', async () => {
    expect(await answer({}, asked('1', again))).toEqual(['Help.']);
    expect(await answer({ [again.type]: async () => null }, asked('2', again))).toContain('Help.');
  });

  test('that came with others is answered with them, each once, in order', async () => {
    const handlers = { [again.type]: says('Reviewed.'), [script.type]: says('The script.') };
    const question = asked('3');
    expect(await answer(handlers, asked('1', again), asked('2', script), question)).toEqual([
      'Reviewed.\n\nThe script.\n\nHelp.',
    ]);
  });

  test('is left to whoever took the thread over', async () => {
    let valid = true;
    const loses: RequestHandler = async (turn, request) => {
      valid = false;
      return says('Reviewed.')(turn, request);
    };
    const handled = jest.fn(says('The script.'));
    const lease = { signal: new AbortController().signal, valid: () => valid };
    const handlers = { [again.type]: loses, [script.type]: handled };
    await answerUnder(lease, handlers, asked('1', again), asked('2', script));
    expect(handled).not.toHaveBeenCalled();
    expect((await stores.inbox.claim(thread))?.entries).toHaveLength(2);
  });

  test('that was pressed again while the bot was busy is answered once', async () => {
    const handlers = { [again.type]: says('Reviewed.'), [script.type]: says('The script.') };
    const same = { ...asked('3', again), text: 'button 1' };
    expect(await answer(handlers, asked('1', again), asked('2', script), same)).toEqual([
      'Reviewed.\n\nThe script.',
    ]);
  });

  test('finds the thread charged with what the one before it spent', async () => {
    const spent: (number | null)[] = [];
    const pays: RequestHandler = async ({ claim, reply }) => {
      spent.push(claim.conversation.usage.usd);
      reply.append('Advice.');
      return { ...houseWord('Advice.', null), usage: { ...noUsage, usd: 0.4 } };
    };
    await answer(
      { [again.type]: pays, [script.type]: pays },
      asked('1', again),
      asked('2', script),
    );
    expect(spent).toEqual([0, 0.4]);
    expect((await stores.conversations.load(thread)).usage.usd).toBe(0.8);
  });

  test('is charged for the choice of an agent also where nobody was chosen', async () => {
    choice = { ...noUsage, usd: 0.01 };
    await answer({}, asked('1'));
    expect((await stores.conversations.load(thread)).usage.usd).toBe(0.01);
  });

  test('that needs only a word takes nothing from the advice above it', async () => {
    const handlers = { [again.type]: advises, [script.type]: says('Saved.') };
    await answer(handlers, asked('1', again), asked('2', script));
    expect((await stores.conversations.load(thread)).messages.at(-1)).toMatchObject({
      agent: 'architect',
      recommendation: aRecommendation(),
    });
  });

  test('survives that the answer below it starts over', async () => {
    const handlers = { [again.type]: says('Reviewed.'), [script.type]: restarts };
    expect(await answer(handlers, asked('1', again), asked('2', script))).toEqual([
      'Reviewed.\n\nThe script.',
    ]);
  });
});

function says(text: string): RequestHandler {
  return async ({ reply }) => {
    reply.append(text);
    return houseWord(text, null);
  };
}

const advises: RequestHandler = async ({ reply }) => {
  reply.append('Advice.');
  const recommendation = aRecommendation();
  return { ...houseWord('Advice.', null), agent: 'architect', recommendation };
};

const restarts: RequestHandler = async ({ reply }) => {
  reply.append('A wrong');
  reply.discard();
  reply.append('The script.');
  return houseWord('The script.', null);
};

function asked(n: string, request?: ThreadRequest): IncomingMessage {
  const ts = `1763780000.00010${n}`;
  const message = { thread, ts, kind: 'direct' as const, user: 'U1', text: `button ${n}` };
  const asking = request === undefined ? {} : { request };
  return { ...message, files: [], receivedAt: 0, traceId: 'trace-1763', ...asking };
}

const nothing = { agents: [], skipped: [], failed: [] };

const toNobody = {
  agent: null,
  by: 'small-talk',
  confident: true,
  score: 0,
  margin: 0,
  evidence: 0,
  runnerUp: null,
  ranking: [],
  tookMs: 0,
} as const;
