import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Claim } from '../../src/core/inbox.ts';
import type { Stores } from '../../src/core/stores.ts';
import { threadKey, type Thread } from '../../src/core/thread.ts';
import { silentLog } from '../../src/lib/log.ts';
import { draft } from '../contracts/decisions.ts';
import { answer, message, newThread, someUsage, tsOf } from '../contracts/samples.ts';
import { eventLog } from '../contracts/wakeups.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { newPrefix, openStores } from './stores.ts';

const dayMs = 86_400_000;

describe('what is kept in Redis', () => {
  let redis: TestRedis;
  let raw: Redis;
  let stores: Stores;
  let keyPrefix: string;
  const log = eventLog();

  const begin = (ttlMs = 3_600_000): Stores => {
    keyPrefix = newPrefix();
    stores = openStores(redis.url, {
      keyPrefix,
      ttlMs,
      log: { ...silentLog, child: () => errorLog, error: errorLog.error },
    });
    return stores;
  };
  const errorLog = { ...silentLog, error: (_fields: object, text: string) => log.add(text) };
  const key = (thread: Thread, part: string): string =>
    `${keyPrefix}:{${threadKey(thread)}}:${part}`;
  const claimOf = async (thread: Thread): Promise<Claim> => {
    const claim = await stores.inbox.claim(thread);
    if (claim === null) throw new Error('nothing was pending');
    return claim;
  };

  beforeAll(async () => {
    redis = await startRedis();
    raw = new Redis(redis.url);
  });
  afterAll(async () => {
    await raw.quit();
    await redis.stop();
  });
  afterEach(() => stores.close());

  it('leaves after the time to live, which each write renews; what was seen stays a day', async () => {
    const { inbox, conversations } = begin(60_000);
    const thread = newThread();
    await inbox.accept(message(thread));
    const claim = await claimOf(thread);
    await inbox.begun(claim, tsOf(500));
    await inbox.accept(message(thread, { ts: tsOf(2) }));
    await raw.pexpire(key(thread, 'meta'), 5_000);
    await raw.persist(key(thread, 'inbox'));
    await inbox.complete(claim, answer(claim));
    await conversations.saveFeedback(thread, {
      answerTs: tsOf(500),
      user: 'U1',
      verdict: 'good',
      agent: null,
      at: 1,
    });
    const keys = await raw.keys(`${keyPrefix}:*`);
    const parts = ['feedback', 'inbox', 'marks', 'meta', 'seen', 'transcript'];
    expect(keys.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
      parts.map((part) => key(thread, part)),
    );
    for (const each of keys) {
      const left = await raw.pttl(each);
      const whole = each.endsWith(':seen') ? dayMs : 60_000;
      expect(left).toBeGreaterThan(whole - 10_000);
      expect(left).toBeLessThanOrEqual(whole);
    }
  });

  it('leaves the ledger after 40 days', async () => {
    const { ledger } = begin();
    await ledger.add('T1', 'U1', '2026-11-22', someUsage);
    const left = await raw.pttl(`${keyPrefix}:usage:{T1:U1}:2026-11-22`);
    expect(left).toBeGreaterThan(39.9 * dayMs);
    expect(left).toBeLessThanOrEqual(40 * dayMs);
  });

  it.each(['{"v":2,"ts":"1.1"}', 'no json', '{"v":1,"ts":7}'])(
    'sets a question aside that cannot be read (%s), and answers the others',
    async (record) => {
      const { inbox } = begin();
      const thread = newThread();
      await inbox.accept(message(thread, { ts: tsOf(1) }));
      await inbox.accept(message(thread, { ts: tsOf(2) }));
      await raw.hset(key(thread, 'inbox'), tsOf(1), record);
      const claim = await claimOf(thread);
      expect(claim.entries.map((entry) => entry.message.ts)).toEqual([tsOf(2)]);
      expect(await inbox.complete(claim, answer(claim))).toBe('completed');
      expect(await raw.lrange(key(thread, 'broken'), 0, -1)).toEqual([record]);
      await log.has('a stored question could not be read; set aside');
    },
  );

  it.each(['{"v":2,"title":"Of next year"}', 'no json'])(
    'writes nothing over a decision that cannot be read (%s), and says so',
    async (record) => {
      const { decisions } = begin();
      const first = await decisions.save('T1', 'answer:1', draft());
      const records = `${keyPrefix}:decisions:{T1}:records`;
      await raw.hset(records, '1', record);
      expect(first.outcome).toBe('new');
      const again = await decisions.save('T1', 'answer:1', draft({ title: 'Another' }));
      expect(again).toEqual({ outcome: 'unreadable', number: 1 });
      expect(await raw.hget(records, '1')).toBe(record);
      await log.has('a decision could not be read');
    },
  );

  it('reads a question whose button only a newer version knows by its words', async () => {
    const { inbox } = begin();
    const thread = newThread();
    await inbox.accept(message(thread));
    const stored = JSON.parse((await raw.hget(key(thread, 'inbox'), tsOf(1))) ?? '{}') as object;
    const request = { type: 'of-next-year', since: 2027 };
    const newer = JSON.stringify({ ...stored, kind: 'of-next-year', request });
    await raw.hset(key(thread, 'inbox'), tsOf(1), newer);
    const [entry] = (await claimOf(thread)).entries;
    expect(entry?.message).toEqual(message(thread));
  });

  it('reads an answer whose structure only a newer version knows without it', async () => {
    const { inbox, conversations } = begin();
    const thread = newThread();
    await inbox.accept(message(thread));
    const claim = await claimOf(thread);
    await inbox.complete(claim, answer(claim));
    const [, stored = '{}'] = await raw.lrange(key(thread, 'transcript'), 0, -1);
    const line = JSON.parse(stored) as { readonly text: string };
    const odd = { evidence: [{ verdict: 'odd' }], fulfilled: [{ type: 'odd' }] };
    const newer = { ...line, recommendation: { of: 'next year' }, ...odd };
    await raw.lset(key(thread, 'transcript'), 1, JSON.stringify(newer));
    const { messages } = await conversations.load(thread);
    expect(messages[1]?.text).toBe(line.text);
    expect(messages[1]).not.toHaveProperty('evidence');
    expect(messages[1]).not.toHaveProperty('fulfilled');
    expect(messages[1]).not.toHaveProperty('recommendation');
  });

  it('claims nothing when nothing of what waits can be read', async () => {
    const { inbox } = begin();
    const thread = newThread();
    await inbox.accept(message(thread));
    await raw.hset(key(thread, 'inbox'), tsOf(1), 'no json');
    expect(await inbox.claim(thread)).toBeNull();
    expect(await inbox.accept(message(thread, { ts: tsOf(2) }))).toBe('stored');
    expect((await claimOf(thread)).entries).toHaveLength(1);
  });

  it('goes on with what is readable of a transcript, its owner and its digest', async () => {
    const { inbox, conversations } = begin();
    const thread = newThread();
    await inbox.accept(message(thread));
    const claim = await claimOf(thread);
    await inbox.complete(claim, answer(claim, { digest: { text: 'so far', covers: 2 } }));
    await raw.lset(key(thread, 'transcript'), 0, '{"v":1,"role":"ghost"}');
    await raw.hset(key(thread, 'meta'), 'owner', '{}');
    expect(await conversations.load(thread)).toMatchObject({
      messages: [{ role: 'agent' }],
      owner: null,
      digest: 'so far',
      digestedCount: 1,
    });
    await log.has('transcript lines could not be read');
    await log.has('the owner of a thread could not be read');
  });

  it('falls back to the defaults when the settings of a channel cannot be read', async () => {
    const { channels } = begin();
    await raw.set(`${keyPrefix}:channel:{T1:C1}`, '{"v":9}');
    expect(await channels.settings('T1', 'C1')).toEqual({ mentionOnly: false });
  });
});
