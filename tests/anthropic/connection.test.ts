import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setImmediate as turnOver } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { createAnthropicModel, defaultModelLimits } from '../../src/anthropic/anthropic-model.ts';
import { silentLog } from '../../src/lib/log.ts';
import { jumpingClock } from '../support/clock.ts';

const reply = [
  { type: 'message_start', message: { model: 'm', usage: { input_tokens: 1, output_tokens: 1 } } },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
  { type: 'message_stop' },
];

let api: Server | null = null;

afterEach(() => {
  api?.closeAllConnections();
  api?.close();
});

/** A model whose replies are whole, and whose bodies are ended by the test. */
async function start() {
  const bodies: ServerResponse[] = [];
  const connections = { made: 0, closed: 0 };
  api = createServer((_, response) => {
    bodies.push(response);
    response.write(
      reply.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
    );
  });
  api.on('connection', (socket) => {
    connections.made += 1;
    socket.on('close', () => (connections.closed += 1));
  });
  await once(api.listen(0, '127.0.0.1'), 'listening');
  const address = api.address();
  const time = jumpingClock();
  const model = createAnthropicModel({
    apiKey: 'key',
    baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    override: null,
    aliases: {},
    compat: 'full',
    limits: defaultModelLimits,
    log: silentLog,
    clock: time.clock,
  });
  const ask = async () => {
    const request = { model: null, system: '', messages: [], tools: [], maxTokens: 1 };
    const types: string[] = [];
    for await (const { type } of model.stream(request, new AbortController().signal)) {
      types.push(type);
    }
    expect(types).toEqual(['done']);
  };
  return { ask, bodies, connections, time };
}

test('a whole reply leaves its connection to the next one, though its body ends a moment later', async () => {
  const { ask, bodies, connections, time } = await start();
  await ask();
  bodies[0]?.end();
  // oxlint-disable-next-line no-await-in-loop -- until the end was read
  while (time.sleeping() > 0) await turnOver();
  // undici gives the socket one turn for what a server may send too much.
  await turnOver();
  await turnOver();
  await ask();
  expect(connections).toEqual({ made: 1, closed: 0 });
});

test('a body that does not end after its reply is not waited for, and closed', async () => {
  const { ask, connections, time } = await start();
  await ask();
  await time.advance(1_000);
  // oxlint-disable-next-line no-await-in-loop -- until the other side knows
  while (connections.closed === 0) await turnOver();
  expect(time.sleeping()).toBe(0);
});
