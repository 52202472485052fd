import { AsyncLocalStorage } from 'node:async_hooks';
import type { Thread } from '../../core/thread.ts';
import type { Wakeups } from '../../core/wakeups.ts';
import type { Deed } from './deed.ts';

/** What is seen of the bot at work, thread by thread. */
export interface Watch {
  /** The last deeds, oldest first. */
  recent(): readonly Deed[];
  /** Called with each deed, and again whenever it has come further. Returns the function that ends it. */
  onDeed(listener: (deed: Deed) => void): () => void;
  /** The same deed, further on, goes in under the number that its beginning got. */
  note(deed: Deed): void;
  /** What every deed begins with. */
  begin(): Pick<Deed, 'n' | 'at' | 'thread' | 'tookMs' | 'failure'>;
  /** The same doorbell: what a drain does is known to be of its thread. */
  wakeups(wakeups: Wakeups): Wakeups;
}

export function createWatch(): Watch {
  const deeds: Deed[] = [];
  const listeners = new Set<(deed: Deed) => void>();
  const current = new AsyncLocalStorage<Thread>();
  let count = 0;
  return {
    recent: () => deeds,
    onDeed(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    note(deed) {
      const known = deeds.findIndex(({ n }) => n === deed.n);
      if (known === -1) deeds.push(deed);
      else deeds.splice(known, 1, deed);
      if (deeds.length > KEPT) deeds.shift();
      for (const listener of listeners) listener(deed);
    },
    begin() {
      const thread = current.getStore();
      count += 1;
      return {
        n: count,
        at: Date.now(),
        thread: thread === undefined ? null : `${thread.channel}:${thread.ts}`,
        tookMs: null,
        failure: null,
      };
    },
    wakeups: (wakeups) => ({
      ring: (thread) => wakeups.ring(thread),
      start: (drain) =>
        wakeups.start((thread, lease) => current.run(thread, () => drain(thread, lease))),
      interrupt: (thread, why) => wakeups.interrupt(thread, why),
      depth: () => wakeups.depth(),
      stop: (graceMs) => wakeups.stop(graceMs),
    }),
  };
}

/** Some hours of trying things out. */
const KEPT = 300;
