import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sendPageFile } from '../../src/playground/page-files.ts';

let home: string;
let server: Server;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'page-'));
  const folder = join(home, 'Zoë’s 100% page');
  await mkdir(folder);
  await writeFile(join(home, 'secret.js'), 'secret');
  await writeFile(join(folder, 'index.html'), '<p>page</p>');
  await writeFile(join(folder, 'notes.txt'), 'notes');
  const send = async (path: string, response: ServerResponse): Promise<void> => {
    const missing = await sendPageFile(path, pathToFileURL(`${folder}/`), response);
    if (missing !== null) response.writeHead(404).end(missing);
  };
  server = createServer((request, response) => void send(request.url ?? '/', response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(home, { recursive: true });
});

async function get(path: string): Promise<readonly [number, string]> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { connection: 'close' },
  });
  return [response.status, await response.text()];
}

describe("the page's files", () => {
  test('are found in a folder of any name', async () => {
    expect(await get('/')).toEqual([200, '<p>page</p>']);
  });

  test('are those of the page only', async () => {
    expect(await get('/missing.js')).toEqual([404, 'Not found.']);
    expect(await get('/notes.txt')).toEqual([404, 'Not found.']);
    expect(await get('/..%2fsecret.js')).toEqual([404, 'Not found.']);
    await rm(join(home, 'Zoë’s 100% page', 'index.html'));
    expect(await get('/')).toEqual([404, expect.stringContaining('npm run build')]);
  });
});
