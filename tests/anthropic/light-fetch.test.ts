import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { lightFetch } from '../../src/anthropic/light-fetch.ts';
import { abortedWhileConnecting, serve } from '../support/serve.ts';

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
    if (request.url === '/') response.writeHead(307, { location: '/else' }).end();
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
  const { thrown, tookMs } = await abortedWhileConnecting((url, signal) =>
    lightFetch(url, { ...post, signal }),
  );
  expect(String(thrown)).toContain('aborted');
  expect(tookMs).toBeLessThan(5_000);
});
