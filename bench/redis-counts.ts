import { Redis } from 'ioredis';
import type { TestRedis } from '../tests/support/redis.ts';

interface RedisCounts {
  readonly commands: number;
  /** How often Redis read from a client: commands that were sent together are one trip. */
  readonly trips: number;
  readonly byClock: number;
}

/** Counts what clients send; what a script runs inside Redis is no trip. */
export async function countRedis({ url }: TestRedis): Promise<{ end: () => Promise<RedisCounts> }> {
  const client = new Redis(url);
  const monitor = await client.monitor();
  let commands = 0;
  let byClock = 0;
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    if (source === 'lua' || args[0] === 'info') return;
    if (isByClock(args)) byClock += 1;
    else commands += 1;
  });
  const before = await readsOf(client);
  return {
    async end() {
      // Less the look itself.
      const trips = (await readsOf(client)) - before - 1 - byClock;
      monitor.disconnect();
      client.disconnect();
      return { commands, trips, byClock };
    },
  };
}

/** BullMQ's looks for dead workers (EVALSHA sha n key…) and for due reminders: whether anybody asks or not. */
function isByClock(args: readonly string[]): boolean {
  return args[3]?.endsWith(':stalled') === true || args.some((arg) => arg.includes(':reminders:'));
}

async function readsOf(client: Redis): Promise<number> {
  const stats = await client.info('stats');
  return Number(/total_reads_processed:(\d+)/.exec(stats)?.[1]);
}
