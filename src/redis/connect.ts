import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Outage } from './outage.ts';
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

type ConnectOptions = typeof patient | typeof bounded;

/**
 * One connection. `redis://` and `rediss://` as everywhere; `redis-cluster://host:port,host:port` and
 * `redis-sentinel://host:port,host:port/name` for several nodes (`rediss-…` with TLS). Credentials and the database
 * number stand where they stand in `redis://`.
 */
export function connect(url: string, options: ConnectOptions, outage: Outage): Connection {
  const connection = open(url, options);
  defineScripts(connection);
  connection.on('error', outage.failed);
  connection.on('ready', outage.recovered);
  return connection;
}

function open(url: string, options: ConnectOptions): Connection {
  const several =
    /^redis(s?)-(cluster|sentinel):\/\/(?:([^@/]*)@)?([^/]+)(?:\/([^/]*))?(?:\/(\d+))?$/.exec(url);
  if (several === null) return new Redis(url, options);
  const [, secure, kind, credentials = '', hosts = '', name = 'mymaster', db = '0'] = several;
  const nodes = hosts.split(',').map(hostAndPort);
  const redisOptions = {
    ...options,
    ...signIn(credentials),
    ...(secure === '' ? {} : { tls: {} }),
  };
  return kind === 'cluster'
    ? new Cluster(nodes, { redisOptions, clusterRetryStrategy: retryDelayMs })
    : new Redis({ ...redisOptions, sentinels: nodes, name: name || 'mymaster', db: Number(db) });
}

function hostAndPort(node: string): { host: string; port: number } {
  const { hostname, port } = new URL(`redis://${node}`);
  return { host: hostname, port: Number(port || 6379) };
}

function signIn(credentials: string): { username?: string; password?: string } {
  if (credentials === '') return {};
  const [username = '', password = ''] = credentials.split(':').map(decodeURIComponent);
  return { ...(username === '' ? {} : { username }), password };
}
