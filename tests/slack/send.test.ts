import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { send } from '../../src/slack/send.ts';
import { abortedWhileConnecting, serve } from '../support/serve.ts';

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
  const { thrown, tookMs } = await abortedWhileConnecting((url, signal) =>
    send(url, { method: 'POST', body: '', signal }),
  );
  expect(String(thrown)).toContain('aborted');
  expect(tookMs).toBeLessThan(5_000);
});
