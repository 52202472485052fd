import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createRepositories } from '../../src/github/repositories.ts';
import { silentLog } from '../../src/lib/log.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

describe('documents of repositories', () => {
  let server: Server;
  let apiUrl: string;
  let handle: Handle;
  let asked: { url: string; headers: IncomingMessage['headers'] }[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers });
      handle(request, response);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    handle = serve({ '/repos/acme/shop/contents/CLAUDE.md': 'No ORMs.' });
  });

  const read = (
    wish: Partial<Parameters<ReturnType<typeof createRepositories>['read']>[0]> = {},
    allowed: readonly string[] = ['acme/shop'],
  ) =>
    createRepositories({ apiUrl, token: 'ghp_secret', allowed, log: silentLog }).read(
      { repository: 'acme/shop', ref: null, path: null, etag: null, ...wish },
      new AbortController().signal,
    );

  test('come with the commit that changed them last', async () => {
    expect(await read({ ref: 'main', path: 'docs/how we work.md' })).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('I find no docs/how we work.md in acme/shop'),
    });
    expect(asked[0]?.url).toBe('/repos/acme/shop/contents/docs/how%20we%20work.md?ref=main');
    expect(asked[0]?.headers).toMatchObject({
      authorization: 'Bearer ghp_secret',
      accept: 'application/vnd.github.raw+json',
    });
    expect(await read()).toEqual({
      kind: 'document',
      text: 'No ORMs.',
      path: 'CLAUDE.md',
      commit: 'abcdef1234',
      etag: '"1"',
    });
  });

  test('are AGENTS.md where there is no CLAUDE.md, and stand without their commit', async () => {
    handle = serve({ '/repos/acme/shop/contents/AGENTS.md': 'Yes.' }, { commits: 500 });
    expect(await read()).toMatchObject({ path: 'AGENTS.md', commit: null });
  });

  test('are not sent again while they are what they were', async () => {
    expect(await read({ path: 'CLAUDE.md', etag: '"1"' })).toEqual({ kind: 'unchanged' });
  });

  test.each([
    ['a repository that is not allowed', { repository: 'acme/secret' }, ['acme/shop']],
    ['any, where none is allowed', {}, []],
    ['a way out of the repository', { path: '../../user' }, ['acme/shop']],
    ['a way out by its name', { repository: 'acme/..' }, ['acme/*']],
    ['a query in the path', { path: 'a?ref=x' }, ['acme/shop']],
  ])('%s is refused without asking', async (_what, wish, allowed) => {
    expect(await read(wish, allowed)).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });

  test('all of an owner may be allowed', async () => {
    expect(await read({ repository: 'Acme/Shop' }, ['acme/*'])).toMatchObject({ kind: 'refused' });
    expect(asked).not.toEqual([]);
  });

  test.each<[string, Handle, string]>([
    ['too long', (_, response) => response.end('x'.repeat(32 * 1024 + 1)), 'longer than 32 KB'],
    ['binary', (_, response) => response.end(Buffer.from([0xff, 0xfe, 0])), 'is no text'],
    [
      'a folder',
      (_, response) => response.setHeader('content-type', 'application/json').end('[]'),
      'is a folder',
    ],
    ['forbidden', (_, response) => response.writeHead(403).end(), 'GITHUB_TOKEN'],
    ['broken', (_, response) => response.writeHead(500).end(), '(500)'],
    [
      'elsewhere',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'did not answer',
    ],
    ['cut off', (request) => request.socket.destroy(), 'did not answer'],
  ])('a document that is %s is refused', async (_what, answer, why) => {
    handle = answer;
    expect(await read({ path: 'CLAUDE.md' })).toEqual({
      kind: 'refused',
      why: expect.stringContaining(why),
    });
  });
});

function serve(
  files: Readonly<Record<string, string>>,
  { commits = 200 }: { commits?: number } = {},
): Handle {
  return ({ url = '', headers }, response) => {
    const path = url.split('?')[0] ?? '';
    if (path.endsWith('/commits')) {
      response.writeHead(commits, { 'content-type': 'application/json' });
      response.end(JSON.stringify([{ sha: 'abcdef1234' }]));
      return;
    }
    const text = files[path];
    if (text === undefined) response.writeHead(404).end('{}');
    else if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else {
      const type = 'application/vnd.github.raw+json; charset=utf-8';
      response.writeHead(200, { 'content-type': type, etag: '"1"' }).end(text);
    }
  };
}
