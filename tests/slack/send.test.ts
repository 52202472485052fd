import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { send } from '../../src/slack/send.ts';

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
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/chat.update`;
}

test('brings a form there and an answer back', async () => {
  const url = await serve(async (request, response) => {
    const { method, headers } = request;
    const body = await text(request);
    response.writeHead(200, { 'X-OAuth-Scopes': ['chat:write', 'files:read'] });
    response.end(JSON.stringify({ method, body, said: headers.authorization, grün: '✓' }));
  });
  const headers = { Authorization: 'Bearer x' };
  const answer = await send(url, { method: 'POST', headers, body: 'a=1' });
  expect(answer).toMatchObject({ ok: true, status: 200, statusText: 'OK', url });
  expect(answer.headers.get('x-oauth-scopes')).toBe('chat:write, files:read');
  expect(answer.headers.get('X-OAuth-Scopes')).toBe('chat:write, files:read');
  expect(answer.headers.get('retry-after')).toBeNull();
  expect([...answer.headers.entries()]).toContainEqual([
    'x-oauth-scopes',
    'chat:write, files:read',
  ]);
  expect(await answer.json()).toEqual({
    method: 'POST',
    body: 'a=1',
    said: 'Bearer x',
    grün: '✓',
  });
});

test('brings a form with a file there', async () => {
  const url = await serve(async (request, response) => {
    response.end(`${request.headers['content-type']}\n${await text(request)}`);
  });
  const body = new FormData();
  body.append('file', new Blob(['create table']), 'a.sql');
  const answer = await send(url, { method: 'POST', body });
  expect(await answer.text()).toMatch(
    /^multipart\/form-data; boundary=[\s\S]+a\.sql[\s\S]+create table/,
  );
});

test('follows no redirect: the token stays where it was sent', async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: '/else' }).end());
  const answer = await send(url, { method: 'POST', body: '', redirect: 'error' });
  expect(answer).toMatchObject({ ok: false, status: 302 });
});

test('an answer that breaks off is no answer', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"ok":true', () => response.destroy());
  });
  await expect(send(url, { method: 'POST', body: '' })).rejects.toThrow(
    /closed|terminated|aborted/,
  );
});

test('an answer that does not end is given up with the signal', async () => {
  const late = new AbortController();
  const url = await serve((_, response) => {
    response.writeHead(200);
    response.write('{', () => late.abort());
  });
  await expect(send(url, { method: 'POST', body: '', signal: late.signal })).rejects.toThrow(
    'aborted',
  );
});

test('is given up at once while it still connects', async () => {
  const mute = createNetServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const address = mute.address();
  const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const late = new AbortController();
  const connected = once(mute, 'connection');
  const asked = send(url, { method: 'POST', body: '', signal: late.signal });
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
