import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/core/clock.ts';
import type { ModelEvent, ModelFailureKind, ModelRequest } from '../../src/core/model.ts';
import { ModelFailure } from '../../src/core/model.ts';
import type { AnthropicModelOptions, ModelLimits } from '../../src/anthropic/anthropic-model.ts';
import { createAnthropicModel } from '../../src/anthropic/anthropic-model.ts';
import { silentLog } from '../../src/lib/log.ts';
import { jumpingClock, systemClock } from '../support/clock.ts';
import type { ScriptedModel } from '../support/model.ts';
import { startScriptedModel } from '../support/model.ts';
import {
  at,
  cut,
  eof,
  errorEvent,
  gate,
  ping,
  raw,
  rawToolUse,
  refuse,
  stall,
  text,
  thinking,
  toolUse,
  wait,
} from '../support/model/script.ts';

let server: ScriptedModel;

beforeAll(async () => {
  server = await startScriptedModel();
});

afterAll(() => server.close());

const limits: ModelLimits = {
  firstByteMs: 5_000,
  idleMs: 5_000,
  retries: 2,
  longestRetryAfterMs: 20_000,
};

function modelWith(options: Partial<AnthropicModelOptions> = {}) {
  return createAnthropicModel({
    apiKey: 'key',
    baseUrl: server.url,
    override: null,
    aliases: {},
    compat: 'full',
    limits,
    log: silentLog,
    clock: jumpingClock().clock,
    random: () => 0,
    ...options,
  });
}

const ask: ModelRequest = {
  model: null,
  system: 'Be brief.',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Why queues?' }] }],
  tools: [],
  maxTokens: 1000,
};

const never = new AbortController().signal;

async function collect(events: AsyncIterable<ModelEvent>): Promise<{
  events: ModelEvent[];
  text: string;
  done: Extract<ModelEvent, { type: 'done' }> | undefined;
  failure: ModelFailure | undefined;
}> {
  const seen: ModelEvent[] = [];
  let failure: ModelFailure | undefined;
  try {
    for await (const event of events) seen.push(event);
  } catch (thrown) {
    if (!(thrown instanceof ModelFailure)) throw thrown;
    failure = thrown;
  }
  const last = seen.at(-1);
  return {
    events: seen,
    text: seen.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    done: last?.type === 'done' ? last : undefined,
    failure,
  };
}

/** A server that accepts and never answers. */
const hanging: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
  });

/** Resolves when one more client than before left early. */
async function clientLeft(before: number): Promise<number> {
  while (server.aborted() === before) await systemClock.sleep(1);
  return server.aborted();
}

async function kindOf(events: AsyncIterable<ModelEvent>): Promise<ModelFailureKind | undefined> {
  return (await collect(events)).failure?.kind;
}

describe('a whole reply', () => {
  test('gives text and thinking as they come, and then the parts, the usage and the request id', async () => {
    server.next({
      steps: [
        ping(),
        thinking('Let me see.', { every: 4 }),
        text('Queues decouple.', { every: 5 }),
      ],
      usage: { input: 100, cacheRead: 1000, cacheWrite1h: 10, cacheWrite5m: 4, output: 50 },
      requestId: 'req_abc',
    });
    const { events, text: said, done } = await collect(modelWith().stream(ask, never));
    expect(said).toBe('Queues decouple.');
    const thought = events.flatMap((event) => (event.type === 'thinking' ? [event.text] : []));
    expect(thought.join('')).toBe('Let me see.');
    expect(done).toMatchObject({
      stopReason: 'end_turn',
      model: 'claude-sonnet-5-5',
      requestId: 'req_abc',
    });
    expect(done?.content).toEqual([
      { type: 'opaque', block: { type: 'thinking', thinking: 'Let me see.', signature: 'sig' } },
      { type: 'text', text: 'Queues decouple.' },
    ]);
    // 100 + 1000 × 0.05 + 4 × 1.25 + 10 × 2 at $2, 50 at $10 a million.
    expect(done?.usage).toEqual({
      inputTokens: 100,
      cacheReadTokens: 1000,
      cacheWriteTokens: 14,
      outputTokens: 50,
      usd: (175 * 2 + 50 * 10) / 1_000_000,
      unpricedTokens: 0,
    });
  });

  test('puts tool inputs together from their fragments, in order, parallel calls included', async () => {
    server.next([
      text('Looking.'),
      toolUse('read_file', { name: 'a.sql', from: 1 }, { id: 'a', every: 3 }),
      toolUse('read_file', { name: 'b "quoted" ü.sql' }, { id: 'b', every: 1 }),
    ]);
    const { done } = await collect(modelWith().stream(ask, never));
    expect(done?.stopReason).toBe('tool_use');
    expect(done?.content).toEqual([
      { type: 'text', text: 'Looking.' },
      { type: 'tool-use', id: 'a', name: 'read_file', input: { name: 'a.sql', from: 1 } },
      { type: 'tool-use', id: 'b', name: 'read_file', input: { name: 'b "quoted" ü.sql' } },
    ]);
  });

  test('drops a tool call that the token limit cut, for half an input can look whole', async () => {
    server.next({
      steps: [text('Wait'), rawToolUse('read_file', '{"lines":[1,2')],
      stop: 'max_tokens',
    });
    const { done } = await collect(modelWith().stream(ask, never));
    expect(done?.stopReason).toBe('max_tokens');
    expect(done?.content).toEqual([{ type: 'text', text: 'Wait' }]);
  });

  test.each([
    ['stop_sequence', 'end_turn'],
    ['pause_turn', 'pause_turn'],
    ['refusal', 'refusal'],
    ['model_context_window_exceeded', 'context_full'],
  ] as const)('names the stop reason %s as %s', async (stop, expected) => {
    server.next({ steps: [text('x')], stop });
    expect((await collect(modelWith().stream(ask, never))).done?.stopReason).toBe(expected);
  });

  test('takes a tool call for one, though the gateway says that the turn ended', async () => {
    server.next({ steps: [toolUse('read_file', {})], stop: 'end_turn' });
    expect((await collect(modelWith().stream(ask, never))).done?.stopReason).toBe('tool_use');
  });

  test('leaves no timer and no listener behind', async () => {
    const clock = jumpingClock();
    const { signal } = new AbortController();
    server.next([text('fine')]);
    await collect(modelWith({ clock: clock.clock }).stream(ask, signal));
    expect(clock.slept()).toEqual([limits.idleMs]);
    expect(clock.sleeping()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('survives events that it does not know', async () => {
    server.next([raw('event: future_event\ndata: {"type":"future_event"}\n\n'), text('fine')]);
    expect(await collect(modelWith().stream(ask, never))).toMatchObject({
      text: 'fine',
      failure: undefined,
    });
  });
});

describe('what ends early is never done', () => {
  test.each([
    ['an error inside the stream', errorEvent('overloaded_error'), 'overloaded'],
    ['a socket that is cut', cut(), 'cut'],
    ['a body that ends politely', eof(), 'cut'],
    ['broken server-sent events', raw('event: content_block_delta\ndata: {"type":\n\n'), 'cut'],
  ] as const)('%s', async (_, step, kind) => {
    server.next({
      steps: [text('x'.repeat(400), { every: 100 }), wait(5), step],
      usage: { input: 1000 },
      requestId: 'req_cut',
    });
    const { done, failure, text: said } = await collect(modelWith().stream(ask, never));
    expect(done).toBeUndefined();
    expect(said).toHaveLength(400);
    expect(failure).toMatchObject({ kind, retryable: true, requestId: 'req_cut' });
    // 400 characters are about 100 tokens, paid for though the provider never reported them.
    expect(failure?.usage).toMatchObject({ inputTokens: 1000, outputTokens: 100, usd: 0.003 });
  });

  test.each([
    ['an event that cannot be read', 'event: content_block_delta\ndata: {"type":\n\n', 'cut'],
    ['trouble told in words', 'event: error\ndata: upstream is away\n\n', 'server'],
  ])('%s closes the connection, for the model would go on', async (_, sse, kind) => {
    const before = server.aborted();
    server.next([text('so'), raw(sse), stall()]);
    expect((await collect(modelWith().stream(ask, never))).failure).toMatchObject({ kind });
    expect(await clientLeft(before)).toBe(before + 1);
  });

  test('a cut that comes while the consumer waits for something else is still seen', async () => {
    server.next([text('half an answer', { every: 2 }), cut()]);
    const slow = modelWith().stream(ask, never);
    let failure: unknown;
    try {
      for await (const event of slow) await systemClock.sleep(event.type === 'text' ? 10 : 0);
    } catch (thrown) {
      failure = thrown;
    }
    expect(failure).toMatchObject({ kind: 'cut' });
  });

  test('a tool input that is no JSON is a broken reply, worth asking again', async () => {
    server.next([rawToolUse('read_file', '{"a":')]);
    expect((await collect(modelWith().stream(ask, never))).failure).toMatchObject({
      kind: 'cut',
      retryable: true,
    });
  });

  test('silence is a stall', async () => {
    const clock = jumpingClock();
    server.next([text('so'), stall()]);
    const reply = modelWith({ clock: clock.clock }).stream(ask, never)[Symbol.asyncIterator]();
    expect(await reply.next()).toMatchObject({ value: { text: 'so' } });
    await clock.advance(limits.idleMs + 1);
    await expect(reply.next()).rejects.toMatchObject({ kind: 'stalled', retryable: true });
  });

  test('pings keep a thinking model alive', async () => {
    const clock = jumpingClock();
    const [first, second] = [gate(), gate()];
    server.next([text('so'), at(first), ping(), wait(30), at(second), text(' it is')]);
    const reply = modelWith({ clock: clock.clock }).stream(ask, never)[Symbol.asyncIterator]();
    expect(await reply.next()).toMatchObject({ value: { text: 'so' } });
    await clock.advance(limits.idleMs - 1);
    first.open();
    await second.reached;
    await clock.advance(limits.idleMs - 1);
    second.open();
    expect(await reply.next()).toMatchObject({ value: { text: ' it is' } });
    expect(await reply.next()).toMatchObject({ value: { type: 'done' } });
  });

  test('an abort ends it at once and closes the connection', async () => {
    const before = server.aborted();
    const stop = new AbortController();
    const point = gate();
    server.next([text('so'), at(point)]);
    const reading = collect(modelWith().stream(ask, stop.signal));
    await point.reached;
    stop.abort('stop');
    expect((await reading).failure).toMatchObject({ kind: 'aborted', retryable: false });
    expect(await clientLeft(before)).toBe(before + 1);
  });

  test('leaving the loop closes the connection', async () => {
    const before = server.aborted();
    server.next([text('so'), stall()]);
    for await (const event of modelWith().stream(ask, never)) {
      if (event.type === 'text') break;
    }
    expect(await clientLeft(before)).toBe(before + 1);
  });
});

describe('a request that never began', () => {
  test('is tried again, as patiently as the provider asks', async () => {
    const clock = jumpingClock({ automatic: true });
    server.next(refuse(529));
    server.next(refuse(429, { retryAfter: 3 }));
    server.next([text('at last')]);
    const patient = { ...limits, idleMs: 60_000 };
    const model = modelWith({ clock: clock.clock, limits: patient });
    const said = await collect(model.stream(ask, never));
    expect(said.text).toBe('at last');
    expect(clock.slept().slice(0, 2)).toEqual([500, 3000]);
  });

  test('is given up when the provider asks for more patience than a person has', async () => {
    server.next(refuse(429, { retryAfter: 3600, headers: { 'request-id': 'req_limited' } }));
    const { failure } = await collect(modelWith().stream(ask, never));
    expect(failure).toMatchObject({
      kind: 'rate_limited',
      retryAfterMs: 3_600_000,
      requestId: 'req_limited',
    });
  });

  test('an abort interrupts the wait', async () => {
    const stop = new AbortController();
    const clock: Clock = {
      ...systemClock,
      sleep(ms, signal) {
        if (ms === 19_000) setImmediate(() => stop.abort());
        return systemClock.sleep(ms, signal);
      },
    };
    server.next(refuse(429, { retryAfter: 19 }));
    const said = await collect(modelWith({ clock }).stream(ask, stop.signal));
    expect(said.failure?.kind).toBe('aborted');
  });

  test.each([
    [401, {}, 'auth'],
    [403, {}, 'auth'],
    [402, {}, 'billing'],
    [400, { message: 'Your credit balance is too low to access the API.' }, 'billing'],
    [400, { message: 'prompt is too long: 1200000 tokens > 1000000 maximum' }, 'too_large'],
    [400, { message: 'tools.0: bad name' }, 'bad_request'],
    [404, {}, 'bad_request'],
    [413, { body: '<html>nginx</html>' }, 'too_large'],
  ] as const)('%i %j is %s, and not tried again', async (status, options, kind) => {
    const before = server.requests.length;
    server.next(refuse(status, options));
    const { failure } = await collect(modelWith().stream(ask, never));
    expect(failure).toMatchObject({ kind, retryable: false, usage: null });
    expect(server.requests).toHaveLength(before + 1);
  });

  test.each([
    [500, 'server'],
    [502, 'server'],
    [429, 'rate_limited'],
    [529, 'overloaded'],
  ] as const)('%i is %s after three tries', async (status, kind) => {
    const before = server.requests.length;
    for (let n = 0; n < 3; n += 1) server.next(refuse(status, { body: 'upstream' }));
    const clock = jumpingClock({ automatic: true });
    expect(await kindOf(modelWith({ clock: clock.clock }).stream(ask, never))).toBe(kind);
    expect(server.requests).toHaveLength(before + 3);
  });

  test('a host that nobody answers at is unreachable', async () => {
    const clock = jumpingClock({ automatic: true });
    const nowhere = modelWith({ baseUrl: 'http://127.0.0.1:9', clock: clock.clock });
    expect(await kindOf(nowhere.stream(ask, never))).toBe('unreachable');
  });

  test('headers that never come are a stall', async () => {
    const model = modelWith({ fetch: hanging, limits: { ...limits, firstByteMs: 20, retries: 0 } });
    expect(await kindOf(model.stream(ask, never))).toBe('stalled');
  });
});
