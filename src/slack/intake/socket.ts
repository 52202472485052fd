import { SocketModeClient } from '@slack/socket-mode';
import { z } from 'zod';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { slackLogger } from '../logger.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly log: Log;
}

/**
 * One connection of Socket Mode, used once: it never reconnects by itself (3.1 waits 5 s before it does, and a
 * rejection of that attempt floats). Emits `recycle` when Slack announces that it will close the connection, and
 * stays open meanwhile, so that the successor can stand before it goes.
 */
export class OneSocket extends SocketModeClient {
  readonly #log: Log;

  constructor({ appToken, apiUrl, log }: SocketOptions) {
    super({
      appToken,
      logger: slackLogger(log),
      autoReconnectEnabled: false,
      // An object of its own: the client writes into it. No `headers`: they would replace the app token.
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: CONNECT_TIMEOUT_MS,
      },
    });
    this.#log = log;
  }

  /** Ends the connection. A second call of `disconnect` forces what a peer does not answer. Never throws. */
  async end(forceAfterMs: number): Promise<void> {
    const force = setTimeout(() => void this.#disconnect(), forceAfterMs);
    await this.#disconnect();
    clearTimeout(force);
  }

  async #disconnect(): Promise<void> {
    try {
      await this.disconnect();
    } catch (thrown) {
      this.#log.info({ reason: toError(thrown).message }, 'a Slack socket did not close cleanly');
    }
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean) {
    if (typeof data === 'string' && announcesRecycling(data)) {
      this.emit('recycle');
      return;
    }
    try {
      await super.onWebSocketMessage(data, isBinary);
    } catch (thrown) {
      // The SDK reads `payload.event.type` unguarded, and nobody awaits this method: it would end the process.
      this.#log.warn({ reason: toError(thrown).message }, 'a frame from Slack could not be read');
    }
  }
}

/** `link_disabled`, and reasons yet unknown, are left to the SDK, which closes at once. */
function announcesRecycling(data: string): boolean {
  if (!data.includes('"disconnect"')) return false;
  try {
    return recycling.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}

const recycling = z.object({
  type: z.literal('disconnect'),
  reason: z.enum(['warning', 'refresh_requested']),
});

const CONNECT_TIMEOUT_MS = 10_000;
