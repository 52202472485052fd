import type { Clock } from '../../core/clock.ts';
import type { Handled } from './handled.ts';

/**
 * Handles what has one key once, for this process and a while: Slack delivers again what was acknowledged late, a
 * mention arrives twice, and people press twice. Who comes second waits for the first one's result and gets the same
 * acknowledgement; what follows it is done once. A rejection is forgotten, so that the redelivery tries again. What
 * comes to another process is known there by its `ts`, or meets its waiting room.
 */
export type Once = (
  key: string,
  handle: () => Promise<Handled>,
  /** How long a second one counts as the same. */
  keepMs?: number,
) => Promise<Handled>;

export function createOnce(clock: Clock): Once {
  const handled = new Map<string, { readonly result: Promise<Handled>; readonly until: number }>();

  function forgetOld(): void {
    // A Map keeps the order of insertion: the oldest come first.
    for (const [key, { until }] of handled) {
      if (handled.size < MAX_KEYS && clock.now() < until) return;
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

  return async (key, handle, keepMs = KEEP_MS) => {
    forgetOld();
    const known = handled.get(key);
    if (known !== undefined && clock.now() < known.until) {
      const { outcome: _, afterwards: __, ...acknowledgement } = await known.result;
      return { outcome: 'duplicate', ...acknowledgement };
    }
    const result = first(key, handle);
    handled.delete(key);
    handled.set(key, { result, until: clock.now() + keepMs });
    return result;
  };
}

/** Slack's last redelivery comes after about six minutes. */
const KEEP_MS = 10 * 60_000;
const MAX_KEYS = 5_000;
