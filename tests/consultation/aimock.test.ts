import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LLMock } from '@copilotkit/aimock';
import { aFile, aMessage, ask, filesOf, modelAt } from './builders.ts';

// A second fake, written by others: what holds over both is less likely to be our own misunderstanding.
let mock: LLMock;

beforeAll(async () => {
  mock = new LLMock({ port: 0, chunkSize: 12, logLevel: 'silent' });
  await mock.start();
});

afterAll(() => mock.stop());

test('an answer with parallel tool calls', async () => {
  mock.on(
    { predicate: (request) => request.messages.some((message) => message.role === 'tool') },
    { content: 'a.sql has one table; missing.sql is not there.' },
  );
  mock.on(
    { userMessage: 'compare the files' },
    {
      blocks: [
        { type: 'text', text: 'Reading both.' },
        { type: 'toolCall', id: 'a', name: 'read_file', arguments: { file: 'a.sql' } },
        { type: 'toolCall', id: 'b', name: 'read_file', arguments: { file: 'missing.sql' } },
      ],
    },
  );
  const { answer, shown, events } = await ask(
    modelAt(mock.url),
    { messages: [aMessage({ text: 'compare the files', files: [aFile('a.sql')] })] },
    { files: filesOf({ 'a.sql': 'CREATE TABLE a (id int);' }) },
  );
  expect(shown).toBe('Reading both.\n\na.sql has one table; missing.sql is not there.');
  expect(answer).toMatchObject({ outcome: 'answered', rounds: 2 });
  expect(events.filter((event) => event.type === 'tool')).toMatchObject([
    { ok: true },
    { ok: false },
  ]);
});

test('an overload before the answer', async () => {
  mock.on({ userMessage: 'busy?' }, { content: 'Not any more.' });
  mock.nextRequestError(529, { type: 'overloaded_error', message: 'Overloaded' });
  const { answer } = await ask(modelAt(mock.url), { messages: [aMessage({ text: 'busy?' })] });
  expect(answer).toMatchObject({ outcome: 'answered', text: 'Not any more.' });
});

test('a connection that is lost in the middle, each time', async () => {
  mock.on(
    { userMessage: 'cut me' },
    { content: 'long '.repeat(200) },
    { disconnectAfterMs: 40, latency: 5 },
  );
  const { answer } = await ask(modelAt(mock.url), { messages: [aMessage({ text: 'cut me' })] });
  expect(answer.outcome).toBe('failed');
});
