import { isWaitingRoom } from '../../../../src/core/marker.ts';
import type { Stores } from '../../../../src/core/stores.ts';
import { toError } from '../../../../src/lib/errors.ts';
import { silentLog, type Log } from '../../../../src/lib/log.ts';
import type { SlackClients } from '../../../../src/slack/clients.ts';
import { createMarkers } from '../../../../src/slack/reply/markers.ts';
import { createDrain } from '../../../../src/turns/drain.ts';
import { createPlace } from '../../../../src/turns/place.ts';
import { systemClock } from '../../../support/clock.ts';

interface Placing {
  readonly stores: Stores;
  /** Resolves when nothing waits for its marker any more. */
  placed(): Promise<void>;
}

/**
 * Stores with a worker behind them that gives what was asked by a command, a form or a button its place in the
 * channel, and leaves every thread for the test to claim.
 */
export function placing(
  stores: Stores,
  clients: SlackClients,
  options: {
    /** A question stands in the channel before it is acknowledged, so that a test can look at once. */
    readonly first: boolean;
    readonly log?: Log;
  },
): Placing {
  const { log = silentLog } = options;
  const running = new Set<Promise<unknown>>();
  const markers = createMarkers({ clients, botUserId: 'UBOT', clock: systemClock, log });
  const takeTurn = createPlace({ ...stores, markers, log });
  const drain = createDrain({ ...stores, takeTurn });
  const { wakeups } = stores;
  const lease = { signal: new AbortController().signal, valid: () => true };
  return {
    stores: {
      ...stores,
      wakeups: {
        ring: async (thread) => {
          await wakeups.ring(thread);
          if (!isWaitingRoom(thread)) return;
          const work = drain(thread, lease)
            .catch((thrown: unknown) => log.error({ err: toError(thrown) }, 'not placed'))
            .finally(() => running.delete(work));
          running.add(work);
          if (options.first) await work;
        },
        start: (whole) => wakeups.start(whole),
        interrupt: (thread, why) => wakeups.interrupt(thread, why),
        depth: () => wakeups.depth(),
        stop: (graceMs) => wakeups.stop(graceMs),
      },
    },
    async placed() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
