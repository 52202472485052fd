import type { Clock } from '../../core/clock.ts';
import type { IncomingMessage } from '../../core/message.ts';
import { threadKey } from '../../core/thread.ts';
import type { Wakeups } from '../../core/wakeups.ts';

/**
 * Rings for a stored message, and once for a mention and its twin, which comes a moment later: who is woken after the
 * message was stored finds it. A ring that failed is forgotten, and so is one that is older than a twin can be: a
 * message that still waits then may have lost its ring.
 */
export type RingOnce = (message: IncomingMessage) => Promise<void>;

export function createRingOnce(wakeups: Pick<Wakeups, 'ring'>, clock: Clock): RingOnce {
  const rings = new Map<string, { readonly ring: Promise<void>; readonly until: number }>();

  function forgetOld(): void {
    // A Map keeps the order of insertion: the oldest come first.
    for (const [identity, { until }] of rings) {
      if (clock.monotonic() < until) return;
      rings.delete(identity);
    }
  }

  return ({ thread, ts }) => {
    forgetOld();
    const identity = `${threadKey(thread)}/${ts}`;
    const known = rings.get(identity);
    if (known !== undefined) return known.ring;
    const ring = wakeups.ring(thread);
    rings.set(identity, { ring, until: clock.monotonic() + TWIN_MS });
    ring.catch(() => rings.delete(identity));
    return ring;
  };
}

const TWIN_MS = 5_000;
