import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AnthropicModelOptions } from '../../src/anthropic/anthropic-model.ts';
import { createAnthropicModel, defaultModelLimits } from '../../src/anthropic/anthropic-model.ts';
import type { Model } from '../../src/core/model.ts';
import { totalTokens } from '../../src/core/usage.ts';
import { silentLog } from '../../src/lib/log.ts';
import { jumpingClock } from '../support/clock.ts';
import type { ScriptedModel } from '../support/model.ts';
import { startScriptedModel } from '../support/model.ts';
import { refuse, stall, text } from '../support/model/script.ts';

let server: ScriptedModel;

beforeAll(async () => {
  server = await startScriptedModel();
});

afterAll(() => server.close());

const never = new AbortController().signal;

const which = {
  system: 'Choose.',
  text: 'Review my schema.',
  maxTokens: 200,
  schema: {
    type: 'object',
    properties: { agent: { type: 'string', enum: ['a', 'b'] } },
    required: ['agent'],
    additionalProperties: false,
  },
};

function modelWith(options: Partial<AnthropicModelOptions> = {}): Model {
  return createAnthropicModel({
    apiKey: 'secret',
    baseUrl: server.url,
    override: null,
    aliases: {},
    compat: 'full',
    limits: defaultModelLimits,
    log: silentLog,
    clock: jumpingClock({ automatic: true }).clock,
    ...options,
  });
}

test('asks the small model for JSON of the schema, and says what it cost', async () => {
  server.next({ steps: [text('{"agent":"b"}')], usage: { input: 1000, output: 100 } });
  const answer = await modelWith().classify(which, never);
  expect(answer.value).toEqual({ agent: 'b' });
  expect(answer.usage.usd).toBeCloseTo((1000 * 0.1 + 100 * 0.5) / 1e6, 12);
  expect(server.requests.at(-1)?.body).toMatchObject({
    model: 'claude-haiku-5-5',
    max_tokens: 200,
    output_config: { format: { type: 'json_schema', schema: { additionalProperties: false } } },
  });
});

test.each([
  ['bare', '{"agent":"a"}'],
  ['in a fence', 'Sure!\n```json\n{"agent":"a"}\n```\nAnything else?'],
  ['in prose', 'I choose {"agent":"a"} because it fits.'],
])('in minimal mode asks for JSON in words and reads it %s', async (_, said) => {
  server.next([text(said)]);
  const model = modelWith({ compat: 'minimal', override: 'qwen3:8b' });
  const answer = await model.classify(which, never);
  expect(answer).toMatchObject({ value: { agent: 'a' }, usage: { usd: 0 } });
  expect(answer.usage.unpricedTokens).toBe(totalTokens(answer.usage));
  expect(answer.usage.unpricedTokens).toBeGreaterThan(0);
  const sent = server.requests.at(-1);
  expect(sent?.body).not.toHaveProperty('output_config');
  expect(sent?.body.model).toBe('qwen3:8b');
  expect(sent?.system).toContain('"enum":["a","b"]');
});

test('sends the key both ways and the first version of the API to a gateway', async () => {
  server.next([text('{}')]);
  await modelWith({ compat: 'minimal' }).classify(which, never);
  expect(server.requests.at(-1)?.headers).toMatchObject({
    authorization: 'Bearer secret',
    'x-api-key': 'secret',
    'anthropic-version': '2023-06-01',
  });
});

test.each([
  ['prose', [text('I cannot say.')], {}],
  ['an answer that was cut', [text('{"agent":"a"}')], { stop: 'max_tokens' as const }],
  ['a refusal', [text('{"agent":"a"}')], { stop: 'refusal' as const }],
])('%s is a failure that names what was spent', async (_, steps, rest) => {
  server.next({ steps, ...rest });
  await expect(modelWith().classify(which, never)).rejects.toMatchObject({
    kind: 'server',
    retryable: false,
    usage: { inputTokens: 10 },
  });
});

test('ends with the signal of its caller', async () => {
  const stop = new AbortController();
  server.next([stall()]);
  const seen = server.received(server.requests.length + 1);
  const answer = modelWith().classify(which, stop.signal);
  await seen;
  stop.abort();
  await expect(answer).rejects.toMatchObject({ kind: 'aborted' });
});

test('tries again what never began', async () => {
  server.next(refuse(529));
  server.next([text('{"agent":"a"}')]);
  expect((await modelWith().classify(which, never)).value).toEqual({ agent: 'a' });
});
