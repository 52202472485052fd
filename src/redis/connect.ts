import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Outage } from './outage.ts';
import { parseRedisUrl, type RedisAddress } from './url.ts';
import { defineScripts, type Connection } from './scripts.ts';

/** Starts at 50 ms so that a restart is hardly noticed; capped so that Redis is found within two seconds. */
function retryDelayMs(times: number): number {
  return Math.min(50 * 2 ** Math.min(times, 10), 2000);
}

/** Reconnects for ever, and commands wait for it. What workers use, and BullMQ asks for. */
export const patient = {
  maxRetriesPerRequest: null,
  // How long a connection that is being closed waits for the other side; ioredis' 2 s would delay the exit.
  disconnectTimeout: 200,
  retryStrategy: retryDelayMs,
  // After a failover the old primary answers READONLY until it is left.
  reconnectOnError: (err: Error) => (err.message.startsWith('READONLY') ? 2 : false),
} satisfies RedisOptions;

/**
 * Reconnects for ever too, but no command waits longer than 2 s: Slack gives three seconds for an acknowledgement,
 * and without one it delivers again. A command that was given up may still be carried out, so it must be repeatable.
 */
export const bounded = { ...patient, commandTimeout: 2000 } satisfies RedisOptions;

/** For what is read beside a question: what is asked for in one moment makes one trip (not in a cluster). */
export const together = { ...bounded, enableAutoPipelining: true } satisfies RedisOptions;

type ConnectOptions = typeof patient | typeof bounded | typeof together;

/** One connection, to wherever `parseRedisUrl` reads. */
export function connect(url: string, options: ConnectOptions, outage: Outage): Connection {
  const connection = open(parseRedisUrl(url), options);
  defineScripts(connection);
  connection.on('error', outage.failed);
  connection.on('ready', outage.recovered);
  return connection;
}

/** What stands the bot in good stead, or the doctor, who gives up. */
interface OpenOptions {
  readonly maxRetriesPerRequest: number | null;
  readonly disconnectTimeout: number;
  readonly retryStrategy: (times: number) => number | null;
  readonly reconnectOnError?: NonNullable<RedisOptions['reconnectOnError']>;
  readonly commandTimeout?: number;
  readonly connectTimeout?: number;
  readonly lazyConnect?: boolean;
  readonly sentinelRetryStrategy?: (times: number) => number | null;
  readonly sentinelCommandTimeout?: number;
}

/** The same, without our scripts; errors are left to whoever opens it. */
export function open(address: RedisAddress, options: OpenOptions): Connection {
  if (address.kind === 'single') return new Redis(address.url, options);
  const { signIn, secure } = address;
  const nodes = [...address.nodes];
  const redisOptions = { ...options, ...signIn, ...(secure ? { tls: {} } : {}) };
  if (address.kind === 'cluster') {
    const { lazyConnect = false, retryStrategy: clusterRetryStrategy } = options;
    return new Cluster(nodes, { redisOptions, clusterRetryStrategy, lazyConnect });
  }
  const { name, db } = address;
  return new Redis({ ...redisOptions, sentinels: nodes, name, db });
}
