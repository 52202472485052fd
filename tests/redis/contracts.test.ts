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

/** As many processes as are asked for, over the same keys. */
function processes() {
  const keyPrefix = newPrefix();
  const opened: Stores[] = [];
  return {
    another: (): Stores => {
      const stores = openStores(redis.url, { keyPrefix });
      opened.push(stores);
      return stores;
    },
    close: async () => {
      await Promise.all(opened.map((stores) => stores.close()));
    },
  };
}

inboxContract('redis', async () => {
  const { another, close } = processes();
  const { inbox, conversations } = another();
  return { inbox, conversations, other: another().inbox, close };
});
conversationsContract('redis', open);
ledgerContract('redis', open);
channelsContract('redis', open);
decisionsContract('redis', async () => {
  const { another, close } = processes();
  return { decisions: another().decisions, other: another().decisions, close };
});
remindersContract('redis', async () => {
  const { another, close } = processes();
  return { process: () => another().reminders, close };
});
wakeupsContract('redis', async () => {
  const { another, close } = processes();
  return { process: () => another().wakeups, close };
});
