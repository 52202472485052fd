import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Redis } from 'ioredis';
import { diagnoseRedis, judge } from '../../src/doctor/redis.ts';
import { parseInfo } from '../../src/doctor/redis-nodes.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

let redis: TestRedis;
beforeAll(async () => void (redis = await startRedis({ appendonly: true })), 20_000);
afterAll(() => redis.stop());

const conditions = (found: Awaited<ReturnType<typeof diagnoseRedis>>) =>
  found.map(({ what, condition }) => `${what}: ${condition}`);

test('a server as it should be is fine in all three', async () => {
  expect(conditions(await diagnoseRedis(redis.url))).toEqual([
    'Redis: ok',
    'Redis on disk: ok',
    'Redis memory: ok',
  ]);
});

test('an old version, no log on disk and eviction each say what to do', () => {
  const found = judge(
    parseInfo('redis_version:5.0.7\r\naof_enabled:0\r\nmaxmemory_policy:allkeys-lru\r\n'),
  );
  expect(found.map(({ condition }) => condition)).toEqual(['fail', 'warn', 'fail']);
  expect(found.map(({ remedy }) => remedy).join(' ')).toMatch(/6\.2.*appendonly yes.*noeviction/);
});

test('a server that is not there fails at once, and its password is not repeated', async () => {
  const [found] = await diagnoseRedis('redis://:hunter2@127.0.0.1:1');
  expect(found).toMatchObject({
    condition: 'fail',
    found: expect.stringContaining('ECONNREFUSED'),
  });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('what takes the connection and says nothing fails as well', async () => {
  const silent = createServer((socket) => void silent.once('close', () => socket.destroy()));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  const [found] = await diagnoseRedis(`redis://127.0.0.1:${port}`, 100);
  silent.close();
  expect(found).toMatchObject({ condition: 'fail' });
  expect(found?.found).not.toContain('..');
}, 10_000);

describe('several servers behind one address', () => {
  let node: TestRedis;
  beforeAll(async () => {
    const announced = ['--cluster-announce-ip', '127.0.0.1'];
    node = await startRedis({ args: ['--cluster-enabled', 'yes', ...announced] });
    const admin = new Redis(node.url);
    await admin.cluster('ADDSLOTSRANGE', 0, 16_383);
    while (!(await admin.cluster('INFO')).includes('cluster_state:ok')) continue;
    await admin.quit();
  }, 20_000);
  afterAll(() => node.stop());

  test('each node of a cluster is looked at, and named', async () => {
    const found = await diagnoseRedis(`redis-cluster://127.0.0.1:${node.port}`);
    expect(conditions(found)).toEqual(['Redis: ok', 'Redis on disk: warn', 'Redis memory: ok']);
    expect(found[1]?.found).toContain(`127.0.0.1:${node.port}: appendonly is off`);
  });

  test('a cluster that is not there fails, and its password is not repeated', async () => {
    const [found] = await diagnoseRedis('redis-cluster://:hunter2@127.0.0.1:1', 500);
    expect(found).toMatchObject({ what: 'Redis', condition: 'fail' });
    expect(found?.found).toMatch(/does not answer: None of startup nodes is available/);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('a cluster none of whose nodes tells of itself fails at each, and nothing of it is fine', async () => {
    const nodes = await startMuteCluster(2);
    const [first, second] = nodes.map(({ port }) => `127.0.0.1:${port}`);
    const found = await diagnoseRedis(`redis-cluster://${first}`, 300);
    for (const each of nodes) each.close();
    expect(conditions(found)).toEqual(['Redis: fail', 'Redis: fail']);
    const told = found.map((each) => each.found).join(' ');
    for (const name of [first, second]) expect(told).toContain(`${name} does not answer`);
  });

  test('the primary that sentinels name is looked at', async () => {
    const sentinel = await startSentinel(redis.port);
    const found = await diagnoseRedis(`redis-sentinel://127.0.0.1:${sentinel.port}/main`);
    sentinel.close();
    expect(conditions(found)).toEqual(['Redis: ok', 'Redis on disk: ok', 'Redis memory: ok']);
    expect(found[0]?.found).toMatch(/^The primary of main .*: Version \d/);
  });

  test('sentinels that know no such primary fail', async () => {
    const sentinel = await startSentinel(null);
    const [found] = await diagnoseRedis(`redis-sentinel://127.0.0.1:${sentinel.port}/main`);
    sentinel.close();
    expect(found).toMatchObject({ what: 'Redis', condition: 'fail' });
  });
});

test('without an address it is only a warning', async () => {
  expect(conditions(await diagnoseRedis(null))).toEqual(['Redis: warn']);
});

test('whatever a server says in INFO ends in three diagnoses', () => {
  const any = fc.property(fc.string(), (text) => {
    expect(judge(parseInfo(text))).toHaveLength(3);
  });
  fc.assert(any);
});

/** What a client asks a sentinel: who the primary is, and which other sentinels there are. */
function startSentinel(primaryPort: number | null) {
  const port = String(primaryPort);
  const primary = `*2\r\n$9\r\n127.0.0.1\r\n$${port.length}\r\n${port}\r\n`;
  return startFake((command) => {
    if (command.includes('get-master-addr-by-name')) {
      return primaryPort === null ? '*-1\r\n' : primary;
    }
    return command.includes('sentinels') ? '*0\r\n' : null;
  });
}

/** The nodes of a cluster in which each knows all; past the greetings none tells of itself. */
async function startMuteCluster(size: number) {
  const nodes: Awaited<ReturnType<typeof startFake>>[] = [];
  const slots = () =>
    `*${size}\r\n${nodes.map(({ port }, at) => `*3\r\n:${at}\r\n:${at}\r\n*2\r\n$9\r\n127.0.0.1\r\n:${port}\r\n`).join('')}`;
  const tell = (command: string, isRepeated: boolean) => {
    if (command.includes('\r\nslots')) return slots();
    if (!command.includes('\r\ninfo')) return null;
    if (command.includes('cluster\r\n')) return '$16\r\ncluster_state:ok\r\n';
    // A client asks once by itself, whether the server is ready.
    return isRepeated ? '' : '$9\r\nloading:0\r\n';
  };
  while (nodes.length < size) nodes.push(await startFake(tell));
  return nodes;
}

/** Speaks Redis's protocol: what `tell` says of a command, else OK. */
async function startFake(tell: (command: string, isRepeated: boolean) => string | null) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const heard = new Set<string>();
    socket.on('data', (data) => {
      for (const command of String(data).toLowerCase().split(/^\*/m).slice(1)) {
        const usual = command.includes('hello') ? "-ERR unknown command 'hello'\r\n" : '+OK\r\n';
        socket.write(tell(command, heard.has(command)) ?? usual);
        heard.add(command);
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
