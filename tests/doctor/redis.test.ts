import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseRedis, judge, parseInfo } from '../../src/doctor/redis.ts';
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
  expect(found).toMatchObject({ condition: 'fail' });
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

test('without an address it is only a warning', async () => {
  expect(conditions(await diagnoseRedis(null))).toEqual(['Redis: warn']);
});

test('whatever a server says in INFO ends in three diagnoses', () => {
  const any = fc.property(fc.string(), (text) => {
    expect(judge(parseInfo(text))).toHaveLength(3);
  });
  fc.assert(any);
});
