/** Where Redis is. */
export type RedisAddress =
  /** ioredis reads these itself: host, port, credentials, database, TLS. */
  | { readonly kind: 'single'; readonly url: string }
  | ({ readonly kind: 'cluster' } & Several)
  | ({ readonly kind: 'sentinel'; readonly name: string; readonly db: number } & Several);

interface Several {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly signIn: { readonly username?: string; readonly password?: string };
  readonly secure: boolean;
}

/**
 * `redis://` and `rediss://` as everywhere; `redis-cluster://user:password@host:port,host:port` and
 * `redis-sentinel://user:password@host:port,host:port/name/db` for several nodes, `rediss-…` with TLS. The
 * credentials are Redis's own; the name of the primary is `mymaster` if none is given.
 */
export function parseRedisUrl(url: string): RedisAddress {
  const several =
    /^redis(s?)-(cluster|sentinel):\/\/(?:([^@/]*)@)?([^@/]+)(?:\/([^/]*))?(?:\/(\d+))?$/.exec(url);
  if (several === null) return { kind: 'single', url };
  const [, s, kind, credentials = '', hosts = '', name = '', db = '0'] = several;
  const common = { signIn: parseCredentials(credentials), secure: s === 's' };
  if (kind === 'cluster') {
    return { kind, nodes: hosts.split(',').map((node) => hostAndPort(node, 6379)), ...common };
  }
  const nodes = hosts.split(',').map((node) => hostAndPort(node, 26_379));
  return { kind: 'sentinel', nodes, name: name || 'mymaster', db: Number(db), ...common };
}

function hostAndPort(node: string, port: number): { host: string; port: number } {
  const url = new URL(`redis://${node}`);
  // A URL writes an IPv6 address in brackets, a socket does not.
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || port) };
}

function parseCredentials(text: string): Several['signIn'] {
  if (text === '') return {};
  const [username = '', password = ''] = text.split(':').map(decodeURIComponent);
  return username === '' ? { password } : { username, password };
}
