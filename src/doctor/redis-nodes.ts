import { Cluster, type Redis } from 'ioredis';
import { createSystemClock, settledWithin } from '../core/clock.ts';
import { open } from '../redis/connect.ts';
import type { RedisAddress } from '../redis/url.ts';

/** A server behind the address, by what it says of itself, or why it says nothing. */
export type AskedNode =
  | { readonly name: string; readonly info: ReadonlyMap<string, string> }
  | { readonly name: string; readonly thrown: unknown };

/**
 * Asks the server, each node of a cluster, or the primary that the sentinels name, by the way that the bot takes.
 * Rejects when nobody is reached.
 */
export async function askRedis(
  address: RedisAddress,
  patienceMs: number,
): Promise<readonly AskedNode[]> {
  const connection = open(address, {
    lazyConnect: true,
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
    connectTimeout: patienceMs,
    // What takes the connection and then says nothing, a stopped server or another one's port, must not hold us.
    commandTimeout: patienceMs,
    sentinelCommandTimeout: patienceMs,
    disconnectTimeout: 200,
    maxRetriesPerRequest: 0,
  });
  // Why a connection ended; its rejection says only that it did. A cluster's says which nodes were tried.
  let reason: Error | null = null;
  connection.on('error', (error) => void (reason ??= error));
  try {
    const asking = ask(connection, address);
    if (!(await settledWithin(createSystemClock(), patienceMs * 2, asking))) {
      throw new Error('no answer in time');
    }
    return await asking;
  } catch (thrown) {
    throw address.kind === 'cluster' ? thrown : (reason ?? thrown);
  } finally {
    connection.disconnect();
  }
}

async function ask(
  connection: Redis | Cluster,
  address: RedisAddress,
): Promise<readonly AskedNode[]> {
  await connection.connect();
  if (connection instanceof Cluster) {
    return Promise.all(connection.nodes('all').map(askNode));
  }
  const name =
    address.kind === 'sentinel'
      ? `the primary of ${address.name} (its replicas are not looked at)`
      : 'the server';
  return [{ name, info: parseInfo(await connection.info()) }];
}

async function askNode(node: Redis): Promise<AskedNode> {
  const name = `${node.options.host ?? '?'}:${node.options.port ?? '?'}`;
  try {
    return { name, info: parseInfo(await node.info()) };
  } catch (thrown) {
    return { name, thrown };
  }
}

export function parseInfo(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(':');
      return at < 1 || line.startsWith('#')
        ? []
        : [[line.slice(0, at), line.slice(at + 1).trim()] as const];
    }),
  );
}
