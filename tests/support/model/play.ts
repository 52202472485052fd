import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedRequest } from './request.ts';
import type { Refusal, Script, ScriptUsage, Step } from './script.ts';

/** Answers with an HTTP error in the API's envelope. */
export function playRefusal(response: ServerResponse, refusal: Refusal, requestId: string): void {
  const error = { type: refusal.type, message: refusal.message ?? `scripted ${refusal.status}` };
  const body = refusal.body ?? JSON.stringify({ type: 'error', error, request_id: requestId });
  response.writeHead(refusal.status, {
    'content-type': 'application/json',
    'request-id': requestId,
    ...refusal.headers,
  });
  response.end(body);
}

/** Streams a script as server-sent events. Ends when the client left. */
export async function playStream(
  response: ServerResponse,
  request: RecordedRequest,
  script: Script,
  requestId: string,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': requestId });
  const writer = createWriter(response);
  await writer.event('message_start', { message: messageHead(request, script, requestId) });
  for (const step of script.steps) {
    if (response.destroyed || (await play(step, writer, response)) === 'ended') return;
  }
  const used = usage(script.usage, writer.written());
  await writer.event('message_delta', {
    delta: {
      stop_reason: stopReason(script),
      stop_sequence: null,
      stop_details: script.stopDetails ?? null,
    },
    usage: { ...used, cache_creation: undefined },
  });
  await writer.event('message_stop', {});
  response.end();
}

/** The same script as one JSON document, for a request without `stream`. */
export async function playWhole(
  response: ServerResponse,
  request: RecordedRequest,
  script: Script,
  requestId: string,
): Promise<void> {
  const content: unknown[] = [];
  let length = 0;
  for (const [index, step] of script.steps.entries()) {
    if (step.do === 'wait') await sleep(step.ms);
    if (step.do === 'gate') await pass(step, response);
    if (step.do === 'stall') await once(response, 'close');
    if (step.do === 'cut') response.destroy();
    if (response.destroyed) return;
    if (step.do === 'text') content.push({ type: 'text', text: step.text, citations: null });
    if (step.do === 'thinking')
      content.push({ type: 'thinking', thinking: step.text, signature: 'sig' });
    if (step.do === 'tool') {
      content.push({
        type: 'tool_use',
        id: step.id ?? `toolu_${index}`,
        name: step.name,
        input: JSON.parse(step.json),
      });
    }
    if (step.do === 'text') length += step.text.length;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'request-id': requestId });
  const message = {
    ...messageHead(request, script, requestId),
    content,
    stop_reason: stopReason(script),
  };
  response.end(JSON.stringify({ ...message, usage: usage(script.usage, length) }));
}

interface Writer {
  event(type: string, data: Record<string, unknown>): Promise<void>;
  block(
    start: Record<string, unknown>,
    deltas: () => AsyncIterable<Record<string, unknown>>,
  ): Promise<void>;
  nextIndex(): number;
  count(characters: number): void;
  written(): number;
}

function createWriter(response: ServerResponse): Writer {
  let index = 0;
  let characters = 0;
  const event = async (type: string, data: Record<string, unknown>): Promise<void> => {
    if (response.destroyed) return;
    const flowing = response.write(
      `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`,
    );
    if (!flowing) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  };
  return {
    event,
    nextIndex: () => index,
    count: (more) => (characters += more),
    written: () => characters,
    async block(start, content) {
      const at = index;
      index += 1;
      await event('content_block_start', { index: at, content_block: start });
      for await (const delta of content()) await event('content_block_delta', { index: at, delta });
      await event('content_block_stop', { index: at });
    },
  };
}

async function play(step: Step, writer: Writer, response: ServerResponse): Promise<'ended' | 'on'> {
  switch (step.do) {
    case 'text':
      await writer.block({ type: 'text', text: '', citations: null }, () =>
        deltas(step, 'text', writer),
      );
      return 'on';
    case 'thinking':
      await writer.block({ type: 'thinking', thinking: '', signature: '' }, () =>
        thinkingDeltas(step, writer),
      );
      return 'on';
    case 'tool':
      await playTool(step, writer);
      return 'on';
    case 'wait':
      await sleep(step.ms);
      return 'on';
    case 'gate':
      await pass(step, response);
      return 'on';
    case 'ping':
      await writer.event('ping', {});
      return 'on';
    case 'raw':
      response.write(step.sse);
      return 'on';
    case 'error':
      await writer.event('error', { error: { type: step.type, message: 'scripted error' } });
      response.end();
      return 'ended';
    case 'cut':
      // What was written must have left before the socket dies, or the client sees a failed connection instead.
      await new Promise((resolve) => setImmediate(resolve));
      response.destroy();
      return 'ended';
    case 'eof':
      response.end();
      return 'ended';
    case 'stall':
      if (!response.destroyed) await once(response, 'close');
      return 'ended';
  }
}

async function pass(step: Extract<Step, { do: 'gate' }>, response: ServerResponse): Promise<void> {
  step.gate.arrive();
  await Promise.race([step.gate.opened, once(response, 'close')]);
}

async function playTool(step: Extract<Step, { do: 'tool' }>, writer: Writer): Promise<void> {
  const id = step.id ?? `toolu_${writer.nextIndex()}`;
  const start = { type: 'tool_use', id, name: step.name, input: {}, caller: { type: 'direct' } };
  await writer.block(start, async function* () {
    for (const partial of chunks(step.json, step.every)) {
      writer.count(partial.length);
      yield { type: 'input_json_delta', partial_json: partial };
    }
  });
}

async function* deltas(
  step: { readonly text: string; readonly every: number; readonly delayMs: number },
  field: 'text' | 'thinking',
  writer: Writer,
): AsyncGenerator<Record<string, unknown>> {
  for (const chunk of chunks(step.text, step.every)) {
    if (step.delayMs > 0) await sleep(step.delayMs);
    writer.count(chunk.length);
    yield { type: `${field}_delta`, [field]: chunk };
  }
}

async function* thinkingDeltas(
  step: Extract<Step, { do: 'thinking' }>,
  writer: Writer,
): AsyncGenerator<Record<string, unknown>> {
  yield* deltas(step, 'thinking', writer);
  yield { type: 'signature_delta', signature: 'sig' };
}

function chunks(content: string, every: number): string[] {
  if (!Number.isFinite(every)) return content === '' ? [] : [content];
  const count = Math.ceil(content.length / every);
  return Array.from({ length: count }, (_, index) =>
    content.slice(index * every, (index + 1) * every),
  );
}

function messageHead(
  request: RecordedRequest,
  script: Script,
  requestId: string,
): Record<string, unknown> {
  return {
    id: `msg_${requestId}`,
    type: 'message',
    role: 'assistant',
    model: script.model ?? request.body.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage(script.usage, 0), output_tokens: 1 },
  };
}

function usage(script: ScriptUsage = {}, characters: number): Record<string, unknown> {
  const fiveMinutes = script.cacheWrite5m ?? 0;
  const hour = script.cacheWrite1h ?? 0;
  return {
    input_tokens: script.input ?? 10,
    cache_read_input_tokens: script.cacheRead ?? 0,
    cache_creation_input_tokens: fiveMinutes + hour,
    cache_creation: { ephemeral_5m_input_tokens: fiveMinutes, ephemeral_1h_input_tokens: hour },
    output_tokens: script.output ?? Math.ceil(characters / 4),
  };
}

function stopReason(script: Script): string {
  const called = script.steps.some((step) => step.do === 'tool');
  return script.stop ?? (called ? 'tool_use' : 'end_turn');
}
