import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { waitingRoom } from '../../src/core/marker.ts';
import type { Thread } from '../../src/core/thread.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMemory } from '../../src/memory/memory.ts';
import { mortalStores } from '../../src/playground/trouble/mortal-stores.ts';
import { systemClock } from '../support/clock.ts';

const place = { team: 'T1', channel: 'C1' };
const thread = { ...place, ts: '1763780000.000100' };

let mortal: ReturnType<typeof mortalStores>;

beforeEach(() => {
  const memory = createMemory({
    ttlMs: 60_000,
    concurrency: 1,
    clock: systemClock,
    log: silentLog,
  });
  mortal = mortalStores(memory);
});

afterEach(() => mortal.stores.wakeups.stop(0));

/** Begins a message in the thread, as often as it must; resolves with how many workers that took. */
async function workersFor(where: Thread): Promise<number> {
  const { stores } = mortal;
  await stores.inbox.accept({
    thread: where,
    ts: where.ts,
    kind: 'mention',
    user: 'U1',
    text: 'How?',
    files: [],
    receivedAt: 0,
    traceId: 't',
  });
  let workers = 0;
  const ended = new Promise<void>((resolve) => {
    void stores.wakeups.start(async (_, lease) => {
      workers += 1;
      const claim = await stores.inbox.claim(where);
      await stores.inbox.begun(claim!, '1763780000.000200');
      if (lease.valid()) resolve();
    });
  });
  await stores.wakeups.ring(where);
  await ended;
  return workers;
}

test('the next worker that begins an answer dies, and another one finishes it', async () => {
  expect(mortal.kill()).toBe(0);
  expect(await workersFor(thread)).toBe(2);
});

test('a worker that only shows what a command asked is not the one', async () => {
  expect(mortal.kill()).toBe(0);
  expect(await workersFor(waitingRoom(place, 'command:1'))).toBe(1);
});
