import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';

const started: ChildProcess[] = [];

afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

test('prints its address, serves the page and the workspace, and stops when it is told to', async () => {
  const child = architect();
  const url = await firstLine(child);
  expect(url).toMatch(/^http:\/\/localhost:\d+\/$/);

  expect(await (await fetch(url)).text()).toContain('<title>Architect playground</title>');
  const events = await fetch(`${url}playground/events`);
  const { value } = await events.body!.getReader().read();
  const hello = JSON.parse(new TextDecoder().decode(value).replace(/^data: /, ''));
  const { about, snapshot } = z
    .object({
      hello: z.object({
        about: z.string(),
        snapshot: z.object({ channels: z.array(z.unknown()) }),
      }),
    })
    .parse(hello).hello;
  expect(about).toContain('No model is connected');
  expect(snapshot.channels).not.toHaveLength(0);

  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('says in one line that its port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const child = architect({}, port);
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  other.close();
  expect(code).toBe(1);
  expect(said.trim().split('\n')).toEqual([expect.stringContaining(`port ${port} is taken`)]);
});

test('refuses a page of another site', async () => {
  const child = architect();
  const url = await firstLine(child);
  const foreign = await fetch(`${url}playground/act`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: '{}',
  });
  expect(foreign.status).toBe(403);
});

test('names a variable that it cannot use, and ends with 2', async () => {
  const child = architect({ BUDGET_TURN_USD: 'much' });
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  expect([code, said]).toEqual([2, expect.stringContaining('BUDGET_TURN_USD')]);
});

function architect(env: Record<string, string> = {}, port = 0): ChildProcess {
  const cli = resolve(import.meta.dirname, '../../dist/cli/architect.js');
  const { PATH } = process.env;
  const child = spawn(process.execPath, [cli, 'playground', '--no-open', '--port', String(port)], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line]: unknown[] = await once(createInterface({ input: child.stdout! }), 'line');
  return String(line);
}
