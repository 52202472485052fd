import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { jumpingClock } from '../support/clock.ts';
import type { ScriptedModel } from '../support/model.ts';
import { startScriptedModel } from '../support/model.ts';
import { gate, at, refuse, text } from '../support/model/script.ts';
import { aConversation, aMessage, ask, modelAt, talk } from './builders.ts';

let server: ScriptedModel;

beforeEach(async () => {
  server = await startScriptedModel();
});

afterEach(() => server.close());

const minutes = {
  goals: [{ text: 'Split the monolith', ts: '1763780000.000100' }],
  constraints: [{ text: 'Under 50\nms at p99', ts: 'yesterday' }],
  decisions: [],
  rejected: [{ text: 'MongoDB, for want of joins', ts: '1763780002.000100' }],
  facts: [],
  open_questions: [],
};

const long = aConversation({ messages: talk(40) });

function question(conversation = long) {
  return ask(modelAt(server.url), { conversation }, { clock: jumpingClock().clock });
}

test('is made beside the answer, of what it will cover, and handed over with the answer', async () => {
  server.next(
    { steps: [text(JSON.stringify(minutes))], usage: { input: 500 } },
    (request) => request.wantsJson,
  );
  server.next({ steps: [text('Answer.')], usage: { input: 100 } }, (request) => !request.wantsJson);
  const { answer, shown } = await question();
  expect(shown).toBe('Answer.');
  expect(answer.digest).toEqual({
    covers: 20,
    text: [
      'Goals\n- Split the monolith [1763780000.000100]',
      'Constraints\n- Under 50 ms at p99',
      'Rejected options\n- MongoDB, for want of joins [1763780002.000100]',
    ].join('\n\n'),
  });
  expect(answer.usage.inputTokens).toBe(600);
  const digesting = server.requests.find((request) => request.wantsJson);
  expect(digesting?.question).toContain('line 19');
  expect(digesting?.question).not.toContain('line 20');
});

test('builds on the one before', async () => {
  server.next([text(JSON.stringify(minutes))], (request) => request.wantsJson);
  const conversation = aConversation({
    messages: talk(60),
    digest: 'Goals\n- old goal',
    digestedCount: 20,
  });
  const { answer } = await question(conversation);
  expect(answer.digest?.covers).toBe(40);
  const digesting = server.requests.find((request) => request.wantsJson);
  expect(digesting?.question).toContain('- old goal');
  expect(digesting?.question).not.toContain('line 19');
  expect(digesting?.question).toContain('line 39');
  const answering = server.requests.find((request) => !request.wantsJson);
  expect(answering?.raw).toContain('- old goal');
  expect(answering?.raw).toContain('line 20');
});

test.each([
  ['is refused', refuse(400)],
  ['is no JSON', [text('Sorry.')]],
  ['does not fit', [text('{"goals":"many"}')]],
])('that %s does not harm the answer', async (_, reply) => {
  server.next(reply, (request) => request.wantsJson);
  const { answer } = await question();
  expect(answer).toMatchObject({ outcome: 'answered', notes: [] });
  expect(answer).not.toHaveProperty('digest');
});

test('that is slow is given up when the answer has waited a little', async () => {
  const clock = jumpingClock();
  const slow = gate();
  server.next([at(slow), text(JSON.stringify(minutes))], (request) => request.wantsJson);
  const asked = ask(modelAt(server.url), { conversation: long }, { clock: clock.clock });
  await slow.reached;
  while (!clock.slept().includes(5_000)) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(5_000);
  const { answer } = await asked;
  expect(answer).not.toHaveProperty('digest');
});

test('is missed where the thread has outgrown the request, and the person is told', async () => {
  server.always(refuse(400), (request) => request.wantsJson);
  const { answer, shown } = await question(aConversation({ messages: talk(100) }));
  expect(answer.notes).toEqual([expect.stringContaining('40 of its earlier messages')]);
  expect(shown).toContain(`\n\n> ${answer.notes[0]}`);
});

test('is not asked for in a short thread', async () => {
  await question(aConversation({ messages: talk(10) }));
  expect(server.requests).toHaveLength(1);
});

test('keeps the request of a thread of a hundred turns as small as that of its thirtieth', async () => {
  server.always([text(JSON.stringify(minutes))], (request) => request.wantsJson);
  server.always([text('An answer of some length. '.repeat(20))], (request) => !request.wantsJson);
  const model = modelAt(server.url);
  let conversation = aConversation();
  for (let turn = 0; turn < 100; turn += 1) {
    const message = aMessage({
      ts: `17637900${turn}.000100`,
      text: `Question ${turn}. `.repeat(20),
    });
    const { answer } = await ask(
      model,
      { conversation, messages: [message] },
      { clock: jumpingClock().clock },
    );
    const { digest } = answer;
    conversation = {
      ...conversation,
      messages: [
        ...conversation.messages,
        { role: 'person', ...message },
        { role: 'agent', ts: message.ts, agent: answer.agent, text: answer.text },
      ],
      ...(digest !== undefined && { digest: digest.text, digestedCount: digest.covers }),
    };
  }
  const sizes = server.requests
    .filter((request) => !request.wantsJson)
    .map(({ raw }) => raw.length);
  expect(sizes).toHaveLength(100);
  expect(Math.max(...sizes.slice(30))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 30)) + 500);
  expect(server.requests.length - 100).toBeLessThanOrEqual(10);
});
