import { expect, test } from '@jest/globals';
import type { ModelNaming } from '../../src/anthropic/model-names.ts';
import { rememberSchemaSizes, worstCaseUsd } from '../../src/anthropic/worst-case.ts';
import type { ModelRequest } from '../../src/core/model.ts';

const naming: ModelNaming = { override: null, aliases: {}, compat: 'full' };

const request: ModelRequest = {
  model: 'sonnet',
  system: 'x'.repeat(3_000),
  messages: [
    { role: 'user', content: [{ type: 'text', text: 'x'.repeat(27_000) }] },
    { role: 'assistant', content: [{ type: 'tool-use', id: 'a', name: 'b', input: {} }] },
    {
      role: 'user',
      content: [
        { type: 'tool-result', toolUseId: 'a', ok: true, content: 'x'.repeat(3_000) },
        { type: 'image', mediaType: 'image/png', base64: 'A'.repeat(1_000_000) },
        { type: 'pdf', base64: 'A'.repeat(40_000), name: 'a.pdf' },
      ],
    },
  ],
  tools: [],
  maxTokens: 10_000,
};

test('counts what goes in as uncached, and all that may come out', () => {
  // About 11k tokens of text, 1.6k of image and 1k of PDF, written to the cache at $2.50; 10k out at $10.
  expect(worstCaseUsd(request, naming)).toBeCloseTo(0.1 + 13_600 * 2.5e-6, 3);
});

test('counts the tools in, whose schemas are measured once', () => {
  let measured = 0;
  const inputSchema = { toJSON: () => ((measured += 1), { description: 'x'.repeat(3_000) }) };
  const withTool = {
    ...request,
    tools: [{ name: 'a', description: 'x'.repeat(3_000), inputSchema }],
  };
  const sizeOf = rememberSchemaSizes();
  const more = (worstCaseUsd(withTool, naming, sizeOf) ?? 0) - (worstCaseUsd(request, naming) ?? 0);
  expect(more).toBeCloseTo(2_000 * 2.5e-6, 3);
  expect(worstCaseUsd({ ...withTool }, naming, sizeOf)).toBe(worstCaseUsd(withTool, naming));
  expect(measured).toBe(2);
});

test('is unknown where prices are', () => {
  expect(worstCaseUsd({ ...request, model: 'qwen3:8b' }, naming)).toBeNull();
  expect(worstCaseUsd(request, { ...naming, compat: 'minimal' })).toBeNull();
});
