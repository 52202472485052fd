import { expect, test } from '@jest/globals';
import type { ModelNaming } from '../../src/anthropic/model-names.ts';
import { answeringModel, classifyingModel } from '../../src/anthropic/model-names.ts';
import { costUsd } from '../../src/anthropic/prices.ts';

const plain: ModelNaming = { override: null, aliases: {}, compat: 'full' };

test.each([
  [null, 'claude-sonnet-5-5'],
  ['inherit', 'claude-sonnet-5-5'],
  ['opus[1m]', 'claude-opus-5-5'],
  ['claude-sonnet-5-5[1m]', 'claude-sonnet-5-5'],
  ['Opus', 'claude-opus-5-5'],
  [' haiku ', 'claude-haiku-5-5'],
  ['fable', 'claude-fable-5-2'],
  ['claude-opus-4-1', 'claude-opus-4-1'],
  ['global.anthropic.claude-sonnet-5-5', 'global.anthropic.claude-sonnet-5-5'],
  ['constructor', 'constructor'],
])('an agent that asks for %j is answered by %s', (asked, id) => {
  expect(answeringModel(asked, plain)).toBe(id);
});

test('the operator may rename an alias, and may choose one model for all', () => {
  expect(answeringModel('sonnet', { ...plain, aliases: { sonnet: 'mine' } })).toBe('mine');
  expect(answeringModel('sonnet', { ...plain, aliases: { sonnet: null } })).toBe(
    'claude-sonnet-5-5',
  );
  expect(answeringModel('haiku', { ...plain, override: 'opus' })).toBe('claude-opus-5-5');
});

test('the small model stays small under an override, except on a gateway, which has one model', () => {
  expect(classifyingModel({ ...plain, override: 'opus' })).toBe('claude-haiku-5-5');
  expect(classifyingModel({ ...plain, override: 'qwen3', compat: 'minimal' })).toBe('qwen3');
  expect(classifyingModel({ ...plain, aliases: { haiku: 'tiny' }, compat: 'minimal' })).toBe(
    'tiny',
  );
});

const tokens = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };

test('haiku is dearer in a request of more than 100k prompt tokens, cached ones included', () => {
  expect(costUsd('claude-haiku-5-5', { ...tokens, input: 100_000, output: 1000 })).toBeCloseTo(
    0.0105,
    10,
  );
  const large = { ...tokens, input: 50_000, cacheRead: 50_001, output: 1000 };
  expect(costUsd('claude-haiku-5-5', large)).toBeCloseTo((55_000.1 * 0.5 + 2500) / 1e6, 10);
});

test('the price of an unknown model is unknown, not nothing', () => {
  expect(costUsd('llama', { ...tokens, input: 1 })).toBeNull();
  expect(costUsd('constructor', tokens)).toBeNull();
});
