import { isWaitingRoom } from '../../core/marker.ts';
import type { Stores } from '../../core/stores.ts';
import { threadKey, type Thread, type ThreadKey } from '../../core/thread.ts';
import type { Drain, Lease } from '../../core/wakeups.ts';

interface MortalStores {
  readonly stores: Stores;
  /**
   * Every worker that has begun to answer dies. When none has, the next one does as soon as its message stands in
   * Slack. Returns how many died at once.
   */
  kill(): number;
}

interface Life {
  hasBegun: boolean;
  readonly end: AbortController;
}

/**
 * The same stores, whose workers can die. A process cannot kill -9 itself and go on, so this is what one would see of
 * it from outside: in the middle of its work the worker's lease is gone, it writes and posts nothing more, whatever it
 * is still doing is waited for by nobody, and the doorbell wakes another one, which finds the question in the inbox.
 */
export function mortalStores(stores: Stores): MortalStores {
  const { inbox, wakeups } = stores;
  const lives = createLives();
  return {
    stores: {
      ...stores,
      wakeups: {
        ring: (thread) => wakeups.ring(thread),
        start: (drain) => wakeups.start((thread, lease) => lives.live(drain, thread, lease)),
        interrupt: (thread, why) => wakeups.interrupt(thread, why),
        depth: () => wakeups.depth(),
        stop: (graceMs) => wakeups.stop(graceMs),
      },
      inbox: {
        accept: (message) => inbox.accept(message),
        claim: (thread) => inbox.claim(thread),
        complete: (claim, turn) => inbox.complete(claim, turn),
        stop: (thread) => inbox.stop(thread),
        engaged: (thread) => inbox.engaged(thread),
        async begun(claim, messageTs) {
          const isOurs = await inbox.begun(claim, messageTs);
          // Who only shows what a command asked has not begun to answer.
          if (isOurs && !isWaitingRoom(claim.thread)) lives.hasBegun(claim.thread);
          return isOurs;
        },
      },
    },
    kill: () => lives.kill(),
  };
}

function createLives() {
  const lives = new Map<ThreadKey, Life>();
  let isNextDoomed = false;
  return {
    async live(drain: Drain, thread: Thread, lease: Lease): Promise<void> {
      const life: Life = { hasBegun: false, end: new AbortController() };
      lives.set(threadKey(thread), life);
      try {
        await Promise.race([drain(thread, until(life, lease)), death(life)]);
      } finally {
        lives.delete(threadKey(thread));
      }
    },
    hasBegun(thread: Thread): void {
      const life = lives.get(threadKey(thread));
      if (life === undefined) return;
      life.hasBegun = true;
      if (!isNextDoomed) return;
      isNextDoomed = false;
      end(life);
    },
    kill(): number {
      const doomed = [...lives.values()].filter((life) => life.hasBegun);
      for (const life of doomed) end(life);
      isNextDoomed = doomed.length === 0;
      return doomed.length;
    },
  };
}

function end({ end: controller }: Life): void {
  controller.abort('lease-lost');
}

function until({ end: { signal } }: Life, lease: Lease): Lease {
  return {
    signal: AbortSignal.any([lease.signal, signal]),
    valid: () => !signal.aborted && lease.valid(),
  };
}

function death({ end: { signal } }: Life): Promise<never> {
  return new Promise((_, reject) => {
    const died = () => reject(new Error('the worker was killed from the page'));
    signal.addEventListener('abort', died, { once: true });
  });
}
