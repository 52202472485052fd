import type { Clock } from '../../core/clock.ts';
import type { Handled } from './handled.ts';

/**
 * Handles what has one key once, for this process and a while: Slack delivers again what was acknowledged late, a
 * mention arrives twice, and people press twice. Who comes second waits for the first one's result and gets the same
 * acknowledgement; what follows it is done once. A rejection is forgotten, so that the redelivery tries again.
 */
export type Once = (key: string, handle: () => Promise<Handled>) => Promise<Handled>;

export function createOnce(clock: Clock): Once {
  const handled = new Map<string, { readonly result: Promise<Handled>; readonly at: number }>();

  function forgetOld(): void {
    // A Map keeps the order of insertion: the oldest come first.
    for (const [key, { at }] of handled) {
      if (handled.size < MAX_KEYS && clock.now() - at < KEEP_MS) return;
      handled.delete(key);
    }
  }

  async function first(key: string, handle: () => Promise<Handled>): Promise<Handled> {
    try {
      return await handle();
    } catch (thrown) {
      handled.delete(key);
      throw thrown;
    }
  }

  return async (key, handle) => {
    forgetOld();
    const known = handled.get(key);
    if (known !== undefined) {
      const { outcome: _, afterwards: __, ...acknowledgement } = await known.result;
      return { outcome: 'duplicate', ...acknowledgement };
    }
    const result = first(key, handle);
    handled.set(key, { result, at: clock.now() });
    return result;
  };
}

/** Slack's last redelivery comes after about six minutes. */
const KEEP_MS = 10 * 60_000;
const MAX_KEYS = 5_000;
