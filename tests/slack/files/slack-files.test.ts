import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Files } from '../../../src/core/file.ts';
import type { FileRef } from '../../../src/core/message.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { createSlackClients } from '../../../src/slack/clients.ts';
import { createSlackFiles } from '../../../src/slack/files/slack-files.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
/** What the server does with a path. */
let paths: Record<string, Handler>;
let asked: { readonly path: string; readonly token: string | undefined }[];

beforeEach(async () => {
  asked = [];
  paths = {};
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, token: request.headers.authorization });
    const handler = paths[path];
    if (handler === undefined) response.writeHead(404).end();
    else handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function files(options: { timeoutMs?: number; apiUrl?: string } = {}): Files {
  const { apiUrl = `${origin}/api/`, ...rest } = options;
  const { lookup } = createSlackClients({ token: 'xoxb-1', apiUrl, log: silentLog });
  return createSlackFiles({ token: 'xoxb-1', apiUrl, lookup, log: silentLog, ...rest });
}

function ref(path: string, file: Partial<FileRef> = {}): FileRef {
  return { id: path, name: 'f', mimetype: 'text/plain', size: 0, url: `${origin}${path}`, ...file };
}

function serve(path: string, content: string | Buffer): void {
  paths[path] = (_, response) => void response.end(content);
}

const read = (file: FileRef, from = files()) => from.read(file, new AbortController().signal);

describe('what a file turns out to be', () => {
  test.each([
    ['text', 'create table ä ();', { kind: 'text', text: 'create table ä ();', truncatedBytes: 0 }],
    ['text with a byte order mark', '\uFEFFselect 1', { kind: 'text', text: 'select 1' }],
    ['UTF-16', Buffer.from('\uFEFFselect 1', 'utf16le'), { kind: 'text', text: 'select 1' }],
    [
      'a PNG',
      Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1'),
      { kind: 'image', mediaType: 'image/png' },
    ],
    [
      'a JPEG',
      Buffer.from('\xff\xd8\xff\xe0rest', 'latin1'),
      { kind: 'image', mediaType: 'image/jpeg' },
    ],
    ['a GIF', 'GIF89a rest', { kind: 'image', mediaType: 'image/gif' }],
    ['a WebP', 'RIFF1234WEBPVP8 ', { kind: 'image', mediaType: 'image/webp' }],
    [
      'a PDF',
      '%PDF-1.7 rest',
      { kind: 'pdf', base64: Buffer.from('%PDF-1.7 rest').toString('base64') },
    ],
    ['something with a NUL', 'a\0b', { kind: 'refused' }],
    ['a ZIP', Buffer.from('PK\x03\x04\xff\xfe', 'latin1'), { kind: 'refused' }],
    ['nothing', '', { kind: 'refused', why: 'it is empty' }],
  ])('%s', async (_, content, expected) => {
    serve('/f', content);
    expect(await read(ref('/f'))).toMatchObject(expected);
  });

  test("Slack's login page is not taken for the file", async () => {
    serve('/f', '<!DOCTYPE html><html><title>Slack</title>');
    const file = ref('/f', { name: 'a.html', mimetype: 'text/html', size: 1_000 });
    expect(await read(file)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('files:read'),
    });
    expect(await read(ref('/f', { id: 'F2' }))).toMatchObject({ kind: 'refused' });
  });

  test('an HTML file that a person uploaded is text', async () => {
    const page = '<html>ours</html>';
    serve('/f', page);
    const file = ref('/f', { mimetype: 'text/html', size: page.length });
    expect(await read(file)).toMatchObject({ kind: 'text', text: page });
  });
});

describe('size', () => {
  test('long text is cut at the limit, at a whole character, and says how much is missing', async () => {
    const text = `x${'ä'.repeat(1024 * 1024)}`;
    serve('/f', text);
    const got = await read(ref('/f', { size: Buffer.byteLength(text) }));
    expect(got).toMatchObject({ kind: 'text', truncatedBytes: 1024 * 1024 + 1 });
    expect(got.kind === 'text' && got.text.endsWith('ä')).toBe(true);
  });

  test('an image past its limit is refused, and its transfer ended', async () => {
    const transfer = new EventEmitter();
    const ended = once(transfer, 'end');
    paths['/f'] = (_, response) => {
      const chunk = Buffer.alloc(256 * 1024, 1);
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').copy(chunk);
      response.on('close', () => transfer.emit('end'));
      const pump = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', pump);
      };
      pump();
    };
    expect(await read(ref('/f', { size: 7 * 1024 * 1024 }))).toEqual({
      kind: 'refused',
      why: 'it is an image of 7 MB, and I read images of up to 5 MB',
    });
    await ended;
  });
});

describe('where the token goes', () => {
  test('to the file host, with the bot token', async () => {
    serve('/f', 'x');
    await read(ref('/f'));
    expect(asked).toEqual([{ path: '/f', token: 'Bearer xoxb-1' }]);
  });

  test.each([
    'https://evil.test/f',
    'https://files.slack.com.evil.test/f',
    'https://user@evil.test/files.slack.com',
    'http://files.slack.com/f',
    'https://files.slack.com:8443/f',
    'ftp://files.slack.com/f',
    'not a url',
  ])('never to %s', async (url) => {
    let called = false;
    const refused = createSlackFiles({
      token: 'xoxb-1',
      apiUrl: 'https://slack.com/api/',
      lookup: createSlackClients({ token: 'x', apiUrl: 'https://slack.com/api/', log: silentLog })
        .lookup,
      log: silentLog,
      fetch: () => {
        called = true;
        return Promise.reject(new Error('called'));
      },
    });
    expect(await read(ref('/f', { url }), refused)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('not stored in Slack'),
    });
    expect(called).toBe(false);
  });

  test.each(['https://files.slack.com/files-pri/T1-F1/a.sql', 'https://a.slack-files.com/x'])(
    'to %s, one of the hosts of Slack',
    async (url) => {
      const slackFiles = createSlackFiles({
        token: 'xoxb-1',
        apiUrl: 'https://slack.com/api/',
        lookup: createSlackClients({ token: 'x', apiUrl: 'https://slack.com/api/', log: silentLog })
          .lookup,
        log: silentLog,
        fetch: async () => new Response('x'),
      });
      expect(await read(ref('/f', { url }), slackFiles)).toMatchObject({ kind: 'text' });
    },
  );

  test('follows a redirect on the host with the token, and none to another', async () => {
    serve('/there', 'x');
    paths['/here'] = (_, response) => void response.writeHead(302, { location: '/there' }).end();
    paths['/away'] = (_, response) =>
      void response
        .writeHead(302, { location: `http://localhost:${new URL(origin).port}/there` })
        .end();
    expect(await read(ref('/here'))).toMatchObject({ kind: 'text', text: 'x' });
    expect(await read(ref('/away'))).toMatchObject({ kind: 'refused' });
    expect(asked.map(({ path, token }) => `${path} ${token}`)).toEqual([
      '/here Bearer xoxb-1',
      '/there Bearer xoxb-1',
      '/away Bearer xoxb-1',
    ]);
  });

  test('gives up on a circle of redirects', async () => {
    paths['/f'] = (_, response) => void response.writeHead(302, { location: '/f' }).end();
    expect(await read(ref('/f'))).toMatchObject({ kind: 'refused' });
    expect(asked).toHaveLength(6);
  });
});

describe('stubs from another company', () => {
  const { url: _, ...stub } = ref('/f', { id: 'F9' });

  test('are looked up first', async () => {
    serve('/real', 'create table a ();');
    paths['/api/files.info'] = (__, response) =>
      void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ ok: true, file: { id: 'F9', url_private: `${origin}/real` } }));
    expect(await read(stub)).toMatchObject({ kind: 'text', text: 'create table a ();' });
  });

  test.each([
    ['file_not_found', 'it is not there any more'],
    ['missing_scope', 'files:read'],
  ])('that Slack answers with %s are refused with a sentence', async (error, why) => {
    paths['/api/files.info'] = (__, response) =>
      void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ ok: false, error }));
    expect(await read(stub)).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });
});

describe('trouble', () => {
  test.each([
    [403, 'files:read'],
    [404, 'not there any more'],
    [503, 'could not deliver'],
  ])('status %s is a sentence', async (status, why) => {
    paths['/f'] = (_, response) => void response.writeHead(status).end();
    expect(await read(ref('/f'))).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining(why),
    });
  });

  test('a transfer that breaks off is a sentence', async () => {
    paths['/f'] = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      response.destroy();
    };
    expect(await read(ref('/f'))).toMatchObject({ kind: 'refused' });
  });

  test('one that hangs is given up', async () => {
    paths['/f'] = () => {};
    expect(await read(ref('/f'), files({ timeoutMs: 50 }))).toEqual({
      kind: 'refused',
      why: 'it took too long to download',
    });
  });

  test('throws when the reader gives up', async () => {
    const aborting = new AbortController();
    paths['/f'] = () => aborting.abort(new Error('stopped'));
    await expect(files().read(ref('/f'), aborting.signal)).rejects.toThrow('stopped');
    await expect(files().read(ref('/f'), aborting.signal)).rejects.toThrow('stopped');
  });
});

describe('the cache', () => {
  test('a follow-up does not download again', async () => {
    serve('/f', 'x');
    const reader = files();
    await read(ref('/f'), reader);
    await read(ref('/f'), reader);
    expect(asked).toHaveLength(1);
  });

  test('what was refused is asked for again', async () => {
    const reader = files();
    await read(ref('/f'), reader);
    serve('/f', 'x');
    expect(await read(ref('/f'), reader)).toMatchObject({ kind: 'text' });
  });
});
