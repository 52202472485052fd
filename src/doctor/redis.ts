import { Redis } from 'ioredis';
import { toError } from '../lib/errors.ts';
import { parseRedisUrl } from '../redis/url.ts';
import { type Diagnosis, fail, ok, warn } from './diagnosis.ts';

/** Asks the server about what the promise rests on: its version, that it writes to disk, that it throws nothing away. */
export async function diagnoseRedis(
  url: string | null,
  patienceMs = 5_000,
): Promise<readonly Diagnosis[]> {
  if (url === null) {
    return [
      warn(
        'Redis',
        'REDIS_URL is not set: threads and waiting questions live in the process and go with it.',
        'Set REDIS_URL for anything that people rely on; compose.yml brings a Redis that fits.',
      ),
    ];
  }
  const address = parseRedisUrl(url);
  if (address.kind !== 'single') {
    return [
      warn(
        'Redis',
        'A cluster or sentinel address: its nodes are not looked at one by one.',
        'Check on each node: version 6.2 or later, appendonly yes, maxmemory-policy noeviction.',
      ),
    ];
  }
  const redis = new Redis(address.url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: patienceMs,
    // What takes the connection and then says nothing, a stopped server or another one's port, must not hold us.
    commandTimeout: patienceMs,
    disconnectTimeout: 200,
    maxRetriesPerRequest: 0,
  });
  // Without a listener the library prints it to the console; the rejection says the same.
  redis.on('error', () => {});
  try {
    await redis.connect();
    return judge(parseInfo(await redis.info()));
  } catch (thrown) {
    return [
      fail(
        'Redis',
        `It does not answer: ${reasonOf(thrown)}.`,
        'Check REDIS_URL, the password and that the server runs.',
      ),
    ];
  } finally {
    redis.disconnect();
  }
}

/** From the fields of `INFO`. */
export function judge(info: ReadonlyMap<string, string>): readonly Diagnosis[] {
  return [version(info), persistence(info), eviction(info)];
}

function version(info: ReadonlyMap<string, string>): Diagnosis {
  const number = info.get('redis_version') ?? '';
  const [major = 0, minor = 0] = number.split('.').map(Number);
  if (major > 6 || (major === 6 && minor >= 2)) return ok('Redis', `Version ${number} answers.`);
  return fail('Redis', `Version ${number || 'unknown'} is too old.`, 'Use 6.2 or later.');
}

function persistence(info: ReadonlyMap<string, string>): Diagnosis {
  const what = 'Redis on disk';
  if (info.get('aof_enabled') !== '1') {
    return warn(
      what,
      'appendonly is off: a crash of Redis loses what came after its last snapshot.',
      'Set `appendonly yes` (and `appendfsync everysec`, which loses at most a second).',
    );
  }
  if (info.get('aof_last_write_status') === 'err' || info.get('rdb_last_bgsave_status') === 'err') {
    return fail(
      what,
      'The last write to disk failed.',
      'Look at the disk of the Redis server: it is full or read-only.',
    );
  }
  return ok(what, 'appendonly is on.');
}

function eviction(info: ReadonlyMap<string, string>): Diagnosis {
  const what = 'Redis memory';
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  if (policy === 'noeviction') return ok(what, 'Nothing is evicted.');
  return fail(
    what,
    `The policy is ${policy}: when memory is short, waiting questions are thrown away.`,
    'Set `maxmemory-policy noeviction`.',
  );
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

function reasonOf(thrown: unknown): string {
  // A message may repeat the address with its password.
  return (
    toError(thrown)
      .message.replaceAll(/:[^:@/\s]+@/g, ':…@')
      .split('\n')[0]
      ?.replace(/\.$/, '') ?? 'no reason given'
  );
}
