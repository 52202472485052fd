import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../src/lib/log.ts';
import type { Log } from '../../src/lib/log.ts';
import { createHealth } from '../../src/operate/health.ts';
import type { HealthOptions } from '../../src/operate/health.ts';
import { createReadiness } from '../../src/operate/readiness.ts';
import type { ReadyCheck } from '../../src/operate/readiness.ts';

const up: ReadyCheck = () => Promise.resolve();
const down: ReadyCheck = () => Promise.reject(new Error('connect redis://:pw@host'));
const never: ReadyCheck = () => new Promise(() => {});
const metrics = { contentType: 'text/plain; version=0.0.4', text: () => Promise.resolve('a 1\n') };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The routes behind a real server, matched by method and path. */
async function serve(options: Partial<HealthOptions>) {
  const health = createHealth({ checks: {}, metrics, log: silentLog, ...options });
  const server = createServer((request, response) => {
    const found = health.routes.find(
      (route) => route.path === request.url && route.method === request.method,
    );
    if (found === undefined) response.writeHead(404).end();
    else void found.handler(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${address.port}${path}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.text(),
    };
  };
  return { get, drain: () => health.drain() };
}

describe('/healthz', () => {
  test('answers as long as the process does, whatever is down', async () => {
    const { get } = await serve({ checks: { redis: down } });
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}\n' });
  });
});

describe('/readyz', () => {
  test('says yes when every check passes', async () => {
    const { get } = await serve({ checks: { slack: up, redis: up, agents: up } });
    const { status, type, body } = await get('/readyz');
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(body)).toEqual({
      status: 'ready',
      checks: { slack: 'up', redis: 'up', agents: 'up' },
    });
  });

  test('names what is down, and shows nothing of why', async () => {
    const { get } = await serve({ checks: { slack: up, redis: down } });
    const { status, body } = await get('/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({
      status: 'not ready',
      checks: { slack: 'up', redis: 'down' },
    });
  });

  test('gives up on a check that does not answer, and aborts it', async () => {
    let aborted = false;
    const slow: ReadyCheck = (signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      return never(signal);
    };
    const { get } = await serve({ checks: { slack: slow, agents: up }, timeoutMs: 20 });
    expect(JSON.parse((await get('/readyz')).body)).toMatchObject({
      checks: { slack: 'down', agents: 'up' },
    });
    expect(aborted).toBe(true);
  });

  test('asks once for probes that come together', async () => {
    let asked = 0;
    let answer: (() => void) | undefined;
    const slow: ReadyCheck = () => {
      asked += 1;
      return new Promise((resolve) => (answer = resolve));
    };
    const readiness = createReadiness({ checks: { slow }, log: silentLog, timeoutMs: 5_000 });
    const probes = [readiness.ask(), readiness.ask()];
    answer?.();
    expect(await Promise.all(probes)).toMatchObject([{ ready: true }, { ready: true }]);
    expect(asked).toBe(1);
  });

  test('says no from the moment the process begins to stop', async () => {
    const { get, drain } = await serve({ checks: { redis: up } });
    drain();
    expect(await get('/readyz')).toMatchObject({
      status: 503,
      body: '{"status":"stopping","checks":{"redis":"up"}}\n',
    });
  });

  test('logs a check that went down once, and that it came back', async () => {
    const lines: string[] = [];
    const write = (level: string) => (fields: object, message: string) => {
      lines.push(`${level} ${JSON.stringify(fields)} ${message}`);
    };
    const log: Log = { ...silentLog, warn: write('warn'), info: write('info') };
    let redis = down;
    const { get } = await serve({ checks: { redis: (signal) => redis(signal) }, log });
    await get('/readyz');
    await get('/readyz');
    redis = up;
    await get('/readyz');
    await get('/readyz');
    expect(lines).toEqual([
      'warn {"check":"redis","error":{}} not ready',
      'info {"check":"redis"} ready again',
    ]);
  });
});

describe('/metrics', () => {
  test('is the exposition, under its content type', async () => {
    const { get } = await serve({});
    expect(await get('/metrics')).toEqual({
      status: 200,
      type: 'text/plain; version=0.0.4',
      body: 'a 1\n',
    });
  });
});
