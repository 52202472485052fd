import { describe, expect, it } from '@jest/globals';
import { parseRedisUrl } from '../../src/redis/url.ts';

describe('the Redis URL', () => {
  it.each([
    'redis://localhost',
    'rediss://user:secret@redis.example:6380/2',
    '/var/run/redis.sock',
  ])('leaves a single server to ioredis: %s', (url) => {
    expect(parseRedisUrl(url)).toEqual({ kind: 'single', url });
  });

  it('names the nodes of a cluster', () => {
    expect(parseRedisUrl('redis-cluster://one,two:7001,[::1]:7002')).toEqual({
      kind: 'cluster',
      nodes: [
        { host: 'one', port: 6379 },
        { host: 'two', port: 7001 },
        { host: '::1', port: 7002 },
      ],
      signIn: {},
      secure: false,
    });
  });

  it('names the sentinels, the primary and the database, with credentials and TLS', () => {
    expect(parseRedisUrl('rediss-sentinel://bot:p%40ss@one,two:5000/primary/3')).toEqual({
      kind: 'sentinel',
      nodes: [
        { host: 'one', port: 26_379 },
        { host: 'two', port: 5000 },
      ],
      name: 'primary',
      db: 3,
      signIn: { username: 'bot', password: 'p@ss' },
      secure: true,
    });
  });

  it('takes mymaster for a primary without a name, and a password without a user', () => {
    expect(parseRedisUrl('redis-sentinel://:secret@one')).toMatchObject({
      name: 'mymaster',
      db: 0,
      signIn: { password: 'secret' },
    });
  });
});
