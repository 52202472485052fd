import { afterAll, beforeAll } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Stores } from '../../src/core/stores.ts';
import { inboxContract } from '../contracts/inbox.ts';
import { wakeupsContract } from '../contracts/wakeups.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

// A cluster of one node: it refuses a script whose keys are of several slots, as a large one does.
let redis: TestRedis;
let url: string;
beforeAll(async () => {
  redis = await startRedis({
    args: ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
  });
  url = `redis-cluster://127.0.0.1:${redis.port}`;
  const admin = new Redis(redis.url);
  await admin.cluster('ADDSLOTSRANGE', 0, 16_383);
  while (!(await admin.cluster('INFO')).includes('cluster_state:ok')) continue;
  await admin.quit();
});
afterAll(() => redis.stop());

inboxContract('a Redis cluster', async () => {
  const keyPrefix = newPrefix();
  const [one, two] = [openStores(url, { keyPrefix }), openStores(url, { keyPrefix })];
  return {
    inbox: one.inbox,
    other: two.inbox,
    conversations: one.conversations,
    close: async () => {
      await Promise.all([one.close(), two.close()]);
    },
  };
});
wakeupsContract('a Redis cluster', async () => {
  const opened: Stores[] = [];
  return {
    process: () => {
      const stores = openStores(url);
      opened.push(stores);
      return stores.wakeups;
    },
    close: async () => {
      await Promise.all(opened.map((stores) => stores.close()));
    },
  };
});
