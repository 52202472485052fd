import { afterAll, beforeAll } from '@jest/globals';
import type { Stores } from '../../src/core/stores.ts';
import { channelsContract } from '../contracts/channels.ts';
import { conversationsContract } from '../contracts/conversations.ts';
import { decisionsContract } from '../contracts/decisions.ts';
import { inboxContract } from '../contracts/inbox.ts';
import { ledgerContract } from '../contracts/ledger.ts';
import { remindersContract } from '../contracts/reminders.ts';
import { wakeupsContract } from '../contracts/wakeups.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

const open = async (): Promise<Stores> => openStores(redis.url);

inboxContract('redis', async () => {
  const keyPrefix = newPrefix();
  const [one, two] = [openStores(redis.url, { keyPrefix }), openStores(redis.url, { keyPrefix })];
  return {
    inbox: one.inbox,
    other: two.inbox,
    conversations: one.conversations,
    close: async () => {
      await Promise.all([one.close(), two.close()]);
    },
  };
});
conversationsContract('redis', open);
ledgerContract('redis', open);
channelsContract('redis', open);
decisionsContract('redis', async () => {
  const keyPrefix = newPrefix();
  const [one, two] = [openStores(redis.url, { keyPrefix }), openStores(redis.url, { keyPrefix })];
  return {
    decisions: one.decisions,
    other: two.decisions,
    close: async () => {
      await Promise.all([one.close(), two.close()]);
    },
  };
});
remindersContract('redis', async () => {
  const keyPrefix = newPrefix();
  const opened: Stores[] = [];
  return {
    process: () => {
      const stores = openStores(redis.url, { keyPrefix });
      opened.push(stores);
      return stores.reminders;
    },
    close: async () => {
      await Promise.all(opened.map((stores) => stores.close()));
    },
  };
});
wakeupsContract('redis', async () => {
  const keyPrefix = newPrefix();
  const opened: Stores[] = [];
  return {
    process: () => {
      const stores = openStores(redis.url, { keyPrefix });
      opened.push(stores);
      return stores.wakeups;
    },
    close: async () => {
      await Promise.all(opened.map((stores) => stores.close()));
    },
  };
});
