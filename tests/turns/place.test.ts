import { beforeEach, describe, expect, test } from '@jest/globals';
import { createSystemClock } from '../../src/core/clock.ts';
import type { Inbox } from '../../src/core/inbox.ts';
import { isWaitingRoom, waitingRoom, type Markers, type Unplaced } from '../../src/core/marker.ts';
import { ReplyFenced } from '../../src/core/reply.ts';
import type { Stores } from '../../src/core/stores.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import { createDrain } from '../../src/turns/drain.ts';
import { createPlace, placeOrAnswer } from '../../src/turns/place.ts';

const where = { team: 'T1', channel: 'C1' };
const room = waitingRoom(where, 'command:1');
const ts = '1763780000.000100';

const question: Unplaced = {
  thread: room,
  ts: room.ts,
  kind: 'schema-review',
  user: 'U1',
  text: 'create table t ()',
  files: [],
  marker: { did: 'asked for a schema review:' },
  receivedAt: 0,
  traceId: 'trace-17-and-more',
};

const isFenced = () => Promise.reject(new ReplyFenced());
const dies = () => Promise.reject(new Error('killed'));

const lease = { signal: new AbortController().signal, valid: () => true };

describe('a question that waits for its marker', () => {
  let stores: Stores;
  let rung: string[];
  let told: string[];
  let retried: boolean[];

  beforeEach(() => {
    const clock = createSystemClock();
    stores = createMemory({ ttlMs: 60_000, concurrency: 1, clock, log: silentLog });
    [rung, told, retried] = [[], [], []];
  });

  function place({
    post = async () => ({ ts }),
    inbox = stores.inbox,
    signal = lease.signal,
  }: {
    post?: () => ReturnType<Markers['post']>;
    inbox?: Inbox;
    signal?: AbortSignal;
  } = {}) {
    const markers: Markers = {
      post: (_, how) => {
        retried.push(how.retried);
        return post();
      },
      tell: async (_, sentence) => void told.push(sentence),
    };
    const wakeups = { ring: async (thread: typeof room) => void rung.push(thread.ts) };
    const takeTurn = createPlace({ inbox, wakeups, markers, log: silentLog });
    return createDrain({ inbox, wakeups, takeTurn })(room, { ...lease, signal });
  }
  const waiting = async (thread: typeof room) =>
    (await stores.inbox.claim(thread))?.entries.map(({ message }) => message) ?? [];

  test('is stored in the thread that its marker begins, and rings there', async () => {
    await stores.inbox.accept(question);
    await place();
    const { marker: _, ...asked } = question;
    const thread = { ...where, ts };
    expect(await waiting(thread)).toEqual([{ ...asked, thread, ts }]);
    expect(rung).toEqual([ts]);
    expect(await waiting(room)).toEqual([]);
  });

  test('goes into the thread in which it was asked', async () => {
    await stores.inbox.accept({ ...question, marker: { did: 'asked.', threadTs: '10.1' } });
    await place();
    expect(await waiting({ ...where, ts: '10.1' })).toMatchObject([{ ts }]);
    expect(rung).toEqual(['10.1']);
  });

  test.each(['accept', 'complete'] as const)(
    'whose worker dies before it could %s it keeps the marker that stands, and is asked once',
    async (step) => {
      await stores.inbox.accept(question);
      await expect(place({ inbox: { ...stores.inbox, [step]: dies } })).rejects.toThrow('killed');
      await place({ post: () => Promise.reject(new Error('posted twice')) });
      expect(retried).toEqual([false]);
      expect(await waiting({ ...where, ts })).toHaveLength(1);
      expect(await waiting(room)).toEqual([]);
    },
  );

  test('tells the next worker that a marker of it may stand unseen', async () => {
    await stores.inbox.accept(question);
    await expect(place({ post: () => Promise.reject(new Error('reset')) })).rejects.toThrow(
      'reset',
    );
    await place();
    expect(retried).toEqual([false, true]);
  });

  test('is told to the person alone where Slack takes no marker', async () => {
    await stores.inbox.accept(question);
    await place({ post: async () => ({ refused: 'Invite me.' }) });
    expect(told).toEqual(['Invite me.']);
    expect(rung).toEqual([]);
    expect(await waiting(room)).toEqual([]);
  });

  test('ends after three tries with a reference, and nothing of the error', async () => {
    await stores.inbox.accept(question);
    const broken = { post: () => Promise.reject(new Error('secret detail')) };
    await expect(place(broken)).rejects.toThrow('secret detail');
    await expect(place(broken)).rejects.toThrow('secret detail');
    await place(broken);
    expect(told).toEqual([expect.stringContaining('`trace-17`')]);
    expect(told[0]).not.toContain('secret detail');
    expect(await waiting(room)).toEqual([]);
  });

  test('is told to the person where the process ends with it, since nobody takes over', async () => {
    await stores.inbox.accept(question);
    await place({ post: isFenced, signal: AbortSignal.abort('last-words') });
    expect(told).toEqual([expect.stringContaining('shut down')]);
  });

  test('is the same room for the same press, and no thread of Slack’s', () => {
    expect(waitingRoom(where, 'command:1')).toEqual(room);
    expect(waitingRoom(where, 'command:2')).not.toEqual(room);
    expect(isWaitingRoom(room)).toBe(true);
    expect(isWaitingRoom({ ts })).toBe(false);
    expect(room.ts).toMatch(/^0\.\d{18}$/);
  });

  test('is placed, and what waits in a thread is answered', async () => {
    const went: string[] = [];
    const to = (name: string) => async () => void went.push(name);
    const work = placeOrAnswer(to('placed'), to('answered'));
    await work(room, lease);
    await work({ ...where, ts }, lease);
    expect(went).toEqual(['placed', 'answered']);
  });
});
