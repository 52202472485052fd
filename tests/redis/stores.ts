import { createSystemClock } from '../../src/core/clock.ts';
import type { Stores } from '../../src/core/stores.ts';
import { silentLog, type Log } from '../../src/lib/log.ts';
import { createRedis } from '../../src/redis/redis.ts';
import type { WakeupTiming } from '../../src/redis/timing.ts';

/** Takes a dead worker's thread over within a second, so that tests need not wait. */
const quick: WakeupTiming = {
  lockMs: 800,
  stalledCheckMs: 200,
  handOverMs: 2000,
  retryMs: () => 10,
};

let spaces = 0;

/** A prefix that no other test uses. */
export function newPrefix(): string {
  spaces += 1;
  return `test${process.pid}x${spaces}`;
}

export function openStores(
  url: string,
  options: {
    readonly keyPrefix?: string;
    readonly timing?: Partial<WakeupTiming>;
    readonly ttlMs?: number;
    readonly concurrency?: number;
    readonly log?: Log;
  } = {},
): Stores {
  return createRedis({
    url,
    keyPrefix: options.keyPrefix ?? newPrefix(),
    ttlMs: options.ttlMs ?? 3_600_000,
    concurrency: options.concurrency ?? 4,
    timing: { ...quick, ...options.timing },
    clock: createSystemClock(),
    log: options.log ?? silentLog,
  });
}
