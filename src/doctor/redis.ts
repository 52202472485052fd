import { toError } from '../lib/errors.ts';
import { parseRedisUrl } from '../redis/url.ts';
import { type Diagnosis, fail, ok, warn } from './diagnosis.ts';
import { type AskedNode, askRedis } from './redis-nodes.ts';

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
  try {
    const nodes = await askRedis(address, patienceMs);
    const [only] = nodes;
    if (address.kind === 'single' && only !== undefined && 'info' in only) return judge(only.info);
    return summed(nodes);
  } catch (thrown) {
    return [silent('It', thrown, 'Check REDIS_URL, the password and that the server runs.')];
  }
}

/** What holds of all nodes is said once, the rest of each that it holds of. */
function summed(nodes: readonly AskedNode[]): readonly Diagnosis[] {
  const found = nodes.flatMap((node) => {
    if ('thrown' in node) return [silent(node.name, node.thrown, 'Check that this node runs.')];
    const { name, info } = node;
    return judge(info).map((each) => ({ ...each, found: `${capital(name)}: ${each.found}` }));
  });
  if (nodes.length === 1) return found;
  const bad = found.filter(({ condition }) => condition !== 'ok');
  if (nodes.every((node) => 'thrown' in node)) return bad;
  const good = ['Redis', ...aspects].filter((what) => bad.every((each) => each.what !== what));
  const answered = nodes.filter((node) => 'info' in node).map(({ name }) => name);
  return [...good.map((what) => ok(what, `As it should be on ${answered.join(', ')}.`)), ...bad];
}

function capital(name: string): string {
  return name.replace(/^t/, 'T');
}

function silent(who: string, thrown: unknown, remedy: string): Diagnosis {
  return fail('Redis', `${who} does not answer: ${reasonOf(thrown)}.`, remedy);
}

const aspects = ['Redis on disk', 'Redis memory'] as const;

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
  const what = aspects[0];
  if (info.get('aof_enabled') !== '1') {
    return warn(
      what,
      'appendonly is off: a crash of Redis loses what came after its last snapshot.',
      'Set `appendonly yes`, and `appendfsync always` if a crash may lose nothing (`everysec` loses up to two seconds).',
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
  const what = aspects[1];
  const policy = info.get('maxmemory_policy') ?? 'unknown';
  if (policy === 'noeviction') return ok(what, 'Nothing is evicted.');
  return fail(
    what,
    `The policy is ${policy}: when memory is short, waiting questions are thrown away.`,
    'Set `maxmemory-policy noeviction`.',
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
