import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineTool, type Tool } from '../../src/core/tool.ts';
import { type ScriptedModel, startScriptedModel } from '../support/model.ts';
import { refuse, text, toolUse } from '../support/model/script.ts';
import { ask, modelAt } from './builders.ts';

let server: ScriptedModel;

beforeEach(async () => {
  server = await startScriptedModel();
});

afterEach(() => server.close());

/** Draws what it is told, and says that it did. */
const drawing: Tool = defineTool({
  name: 'draw',
  description: 'Draws.',
  activity: 'Drawing',
  input: z.strictObject({ name: z.string(), content: z.string() }),
  timeoutMs: 60_000,
  run: async ({ name, content }) => ({
    ok: true,
    content: 'drawn',
    evidence: [
      { subject: name, by: 'draw', verdict: 'passed', summary: content, details: content },
    ],
    artifacts: [{ name, title: name, content }],
  }),
});

test('what tools checked and made comes with the answer, each file once, as it was made last', async () => {
  server.next([
    toolUse('draw', { name: 'a.svg', content: 'first' }),
    toolUse('draw', { name: 'b.svg', content: 'other' }),
  ]);
  server.next([toolUse('draw', { name: 'a.svg', content: 'second' })]);
  server.next([text('Drawn.')]);
  const { answer } = await ask(modelAt(server.url), {}, { tools: [drawing] });
  expect(answer.artifacts.map(({ name, content }) => [name, content])).toEqual([
    ['a.svg', 'second'],
    ['b.svg', 'other'],
  ]);
  expect(answer.evidence.map(({ summary }) => summary)).toEqual(['first', 'other', 'second']);
});

test('an answer that does not stand brings no files and no evidence', async () => {
  server.next([toolUse('draw', { name: 'a.svg', content: 'first' })]);
  server.always(refuse(401));
  const { answer } = await ask(modelAt(server.url), {}, { tools: [drawing] });
  expect(answer).toMatchObject({ outcome: 'failed', artifacts: [], evidence: [] });
});
