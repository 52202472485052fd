import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { toParams } from '../../src/anthropic/request.ts';
import { rememberStrictSchemas, strictSchema } from '../../src/anthropic/strict-schema.ts';
import type { ModelRequest } from '../../src/core/model.ts';
import { defineTool } from '../../src/core/tool.ts';

const tool = defineTool({
  name: 'read_file',
  description: 'Reads.',
  activity: 'Reading',
  input: z.strictObject({ file: z.string().min(1), from: z.int().min(1).optional() }),
  timeoutMs: 1000,
  run: async () => ({ ok: true, content: '' }),
});

const request: ModelRequest = {
  model: null,
  system: 'Be brief.',
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look.' },
        { type: 'text', text: ' \n' },
        { type: 'image', mediaType: 'image/png', base64: 'AAAA' },
        { type: 'pdf', base64: 'BBBB', name: 'plan.pdf' },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'opaque', block: { type: 'thinking', thinking: 'hm', signature: 'sig' } },
        { type: 'text', text: '' },
        { type: 'tool-use', id: 't1', name: 'read_file', input: { file: 'a' } },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool-result', toolUseId: 't1', ok: false, content: 'no such file' }],
    },
  ],
  tools: [tool],
  maxTokens: 16_000,
};

test('caches the system prompt for an hour and the rest as it grows, and asks for summarised thinking', () => {
  expect(toParams(request, 'claude-sonnet-5-5', 'full')).toMatchObject({
    model: 'claude-sonnet-5-5',
    max_tokens: 16_000,
    stream: true,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
    cache_control: { type: 'ephemeral' },
    thinking: { type: 'adaptive', display: 'summarized' },
  });
});

test('sends images, PDF, tool calls and their results, and no blank text', () => {
  expect(toParams(request, 'm', 'full').messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look.' },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        {
          type: 'document',
          source: { type: 'base64', media_type: 'application/pdf', data: 'BBBB' },
          title: 'plan.pdf',
        },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'hm', signature: 'sig' },
        { type: 'tool_use', id: 't1', name: 'read_file', input: { file: 'a' } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 't1', is_error: true, content: 'no such file' },
      ],
    },
  ]);
});

test('makes tools strict, their limits said in words, where the schema is closed', () => {
  const [sent] = toParams(request, 'm', 'full').tools ?? [];
  expect(sent).toMatchObject({
    name: 'read_file',
    strict: true,
    input_schema: { type: 'object', additionalProperties: false, required: ['file'] },
  });
  expect(JSON.stringify(sent)).not.toMatch(/"(?:minLength|minimum|maximum)":/);
});

test.each([
  ['an open object', z.looseObject({ a: z.string() })],
  ['a value of any type', z.strictObject({ a: z.unknown() })],
  ['a record', z.strictObject({ a: z.record(z.string(), z.number()) })],
  ['an open object in a list', z.strictObject({ a: z.array(z.looseObject({})) })],
])('leaves %s as it is: constrained decoding cannot say it', (_, input) => {
  const schema = z.toJSONSchema(input, { io: 'input' });
  const params = toParams({ ...request, tools: [{ ...tool, inputSchema: schema }] }, 'm', 'full');
  expect(params.tools).toMatchObject([{ input_schema: schema }]);
  expect(params.tools).not.toMatchObject([{ strict: true }]);
});

test('keeps to what every gateway knows in minimal mode', () => {
  const params = toParams(request, 'qwen3:8b', 'minimal');
  expect(Object.keys(params).toSorted()).toEqual([
    'max_tokens',
    'messages',
    'model',
    'stream',
    'system',
    'tools',
  ]);
  expect(params.system).toBe('Be brief.');
  expect(JSON.stringify(params)).not.toMatch(/cache_control|thinking|strict/);
});

test.each(['full', 'minimal'] as const)(
  'never sends sampling parameters, a forced tool, or prefill (%s)',
  (compat) => {
    const params = toParams({ ...request, tools: [], system: '' }, 'm', compat);
    expect(params).not.toHaveProperty('temperature');
    expect(params).not.toHaveProperty('tool_choice');
    expect(params).not.toHaveProperty('tools');
    expect(params).not.toHaveProperty('system');
  },
);

test('makes a schema strict once, and each schema its own', () => {
  const strictly = rememberStrictSchemas();
  const open = { type: 'object', properties: { any: {} } };
  const [first, second] = [strictly(tool.inputSchema), strictly(tool.inputSchema)];
  expect(first).toEqual(strictSchema(tool.inputSchema));
  expect(second).toBe(first);
  expect([strictly(open), strictly(open)]).toEqual([null, null]);
});
