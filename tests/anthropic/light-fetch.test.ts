import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { lightFetch } from '../../src/anthropic/light-fetch.ts';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1/messages`;
}

const post = { method: 'post', headers: { 'X-Api-Key': 'k' }, body: '{"a":"ü"}' };

test('brings a request there, and the answer, its status and its headers back', async () => {
  const url = await serve(async (request, response) => {
    response.writeHead(429, { 'retry-after': '3', 'set-cookie': ['a=1', 'b=2'] });
    response.end(
      `${request.method} ${String(request.headers['x-api-key'])} ${await text(request)}`,
    );
  });
  const answer = await lightFetch(url, post);
  expect(answer).toMatchObject({ ok: false, status: 429, statusText: 'Too Many Requests' });
  expect(answer.headers.get('Retry-After')).toBe('3');
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await answer.text()).toBe('POST k {"a":"ü"}');
});

test('gives each packet out when it comes', async () => {
  const next = new EventTarget();
  const url = await serve(async (_, response) => {
    const asked = once(next, 'asked');
    response.write('one');
    await asked;
    response.end('two');
  });
  const { body } = await lightFetch(url, post);
  const reader = body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('one');
  next.dispatchEvent(new Event('asked'));
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('two');
  expect((await reader?.read())?.done).toBe(true);
});

test('follows a redirect as the built-in one does', async () => {
  const url = await serve(async (request, response) => {
    if (request.url === '/v1/messages') response.writeHead(307, { location: '/else' }).end();
    else response.end(`${request.url} ${await text(request)}`);
  });
  expect(await (await lightFetch(url, post)).text()).toBe('/else {"a":"ü"}');
});

test('leaves a body that is no text to the built-in one', async () => {
  const url = await serve(async (request, response) => response.end(await text(request)));
  const body = new URLSearchParams({ a: 'b c' });
  expect(await (await lightFetch(url, { method: 'POST', body })).text()).toBe('a=b+c');
});

test('an answer that breaks off, or is given up, is no end', async () => {
  const late = new AbortController();
  const url = await serve(({ headers }, response) => {
    response.write('half', () => {
      if (headers['x-api-key'] === 'k') response.destroy();
    });
  });
  await expect((await lightFetch(url, post)).text()).rejects.toThrow(/closed|terminated|aborted/);
  const patient = { ...post, headers: {}, signal: late.signal };
  const answer = await lightFetch(url, patient);
  late.abort();
  await expect(answer.text()).rejects.toThrow('aborted');
});

test('whoever cancels closes the connection', async () => {
  const gone = new EventTarget();
  const left = once(gone, 'gone');
  const url = await serve((_, response) => {
    response.on('close', () => gone.dispatchEvent(new Event('gone')));
    response.write('half');
  });
  await (await lightFetch(url, post)).body?.cancel();
  expect(await left).toHaveLength(1);
});

test('is given up at once while it still connects', async () => {
  const mute = createNetServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const address = mute.address();
  const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const late = new AbortController();
  const connected = once(mute, 'connection');
  const asked = lightFetch(url, { ...post, signal: late.signal });
  asked.catch(() => {});
  const [socket] = await connected;
  const before = performance.now();
  late.abort();
  await expect(asked).rejects.toThrow('aborted');
  // undici waits ten seconds for the other side to say hello.
  expect(performance.now() - before).toBeLessThan(5_000);
  socket.destroy();
  mute.close();
});
