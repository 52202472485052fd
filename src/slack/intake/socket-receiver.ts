import type { App } from '@slack/bolt';
import { settledWithin, type Clock } from '../../core/clock.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { redact } from '../logger.ts';
import { SocketSlot, type Envelope } from './socket-slot.ts';
import type { Source } from './source.ts';

export interface SocketReceiverOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  /** Standing connections. Slack allows 10 an app, all processes together, and delivers to any one of them. */
  readonly connections: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
}

/**
 * Slack over Socket Mode, on connections of our own instead of Bolt's receiver: the address covers
 * `apps.connections.open` too, connections are replaced before they go, and a delivery whose store failed is not
 * acknowledged.
 */
export function createSocketReceiver(options: SocketReceiverOptions): Source {
  const { connections, log, random = Math.random, ...rest } = options;
  let app: App | undefined;
  let paused = false;

  async function onEnvelope(envelope: Envelope): Promise<void> {
    if (paused) return;
    try {
      await app?.processEvent({
        body: envelope.body,
        ack: envelope.ack,
        ...(envelope.retry_num === undefined ? {} : { retryNum: envelope.retry_num }),
        ...(envelope.retry_reason === undefined ? {} : { retryReason: envelope.retry_reason }),
      });
    } catch (thrown) {
      const reason = redact(toError(thrown).message);
      log.error({ reason }, 'a delivery was not stored and not acknowledged');
    }
  }

  const slots = Array.from(
    { length: connections },
    () => new SocketSlot({ ...rest, log, random, onEnvelope }),
  );
  let kept: Promise<unknown> = Promise.resolve();

  return {
    routes: [],
    init(toApp) {
      app = toApp;
    },
    async start() {
      const attempts = await Promise.allSettled(slots.map((slot) => slot.connect()));
      const failed = attempts.filter((attempt) => attempt.status === 'rejected');
      const [first] = failed;
      if (first !== undefined && failed.length === slots.length) throw toError(first.reason);
      kept = Promise.all(slots.map((slot) => slot.keep()));
    },
    pause() {
      paused = true;
    },
    async stop() {
      paused = true;
      await Promise.all(slots.map((slot) => slot.end()));
      // A connection that is being opened this very moment is closed by its slot; nobody needs to wait for it.
      await settledWithin(rest.clock, STOP_PATIENCE_MS, kept);
    },
    connected: () => slots.some((slot) => slot.connected),
  };
}

const STOP_PATIENCE_MS = 300;
