import type { Ledger } from '../core/usage.ts';
import type { Keys } from './keys.ts';
import type { Connection } from './scripts.ts';
import { usageArguments } from './transcript.ts';

/** Long enough for a month's account to be read in the month after. */
const keepMs = 40 * 86_400_000;

export function createLedger({ redis, keys }: { redis: Connection; keys: Keys }): Ledger {
  return {
    async spent(team, user, day) {
      const [usd, unpriced] = await redis.hmget(keys.usage(team, user, day), 'usd', 'unpriced');
      return { usd: Number(usd) || 0, atLeast: Number(unpriced) > 0 };
    },
    async add(team, user, day, usage) {
      const args = [keepMs, ...usageArguments(usage)];
      await redis.architectAddUsage(keys.usage(team, user, day), ...args);
    },
  };
}
