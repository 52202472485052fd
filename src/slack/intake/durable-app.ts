import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { redact, slackLogger } from '../logger.ts';
import type { Bot } from './bot.ts';
import type { Handled } from './handled.ts';

/** Stores what a delivery asks for. A rejection means: not stored, so do not acknowledge. */
export type Handle = (body: unknown) => Promise<Handled>;

export interface DurableAppOptions {
  readonly receiver: Receiver;
  readonly handle: Handle;
  readonly bot: Bot;
  readonly botToken: string;
  readonly apiUrl: string;
  readonly log: Log;
}

/**
 * Bolt, with the store in front of the acknowledgement. Bolt acknowledges inside `processEvent`, before middleware
 * and listeners run (bolt 5.1, dist/App.js), so `processEvent` is the only seam at which an event can be stored
 * first. Commands, shortcuts, buttons and modals pass the same seam. What `handle` rejects is not acknowledged, and
 * Slack delivers it again.
 */
export class DurableApp extends App {
  readonly #handle: Handle;
  readonly #log: Log;
  /** Deliveries and their afterwards that have not ended: `settled` waits for them. */
  readonly #running = new Set<Promise<unknown>>();

  constructor({ receiver, handle, bot, botToken, apiUrl, log }: DurableAppOptions) {
    super({
      receiver,
      // The identity is known already: without this, Bolt asks `auth.test` in its constructor and lets the
      // rejection float.
      authorize: async () => ({
        botToken,
        ...(bot.botId === null ? {} : { botId: bot.botId }),
        botUserId: bot.userId,
        teamId: bot.team,
      }),
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
      logger: slackLogger(log),
      convoStore: false,
    });
    this.#handle = handle;
    this.#log = log;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    await this.#track(this.#deliver(event));
  }

  /** Resolves when no delivery is being handled any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #deliver(event: ReceiverEvent): Promise<void> {
    const { response, afterwards } = await this.#handle(event.body);
    let acknowledged = false;
    const ack = async (body?: unknown): Promise<void> => {
      if (acknowledged) return;
      acknowledged = true;
      await event.ack(body ?? response);
    };
    // It is stored, so nothing that Bolt thinks of the body may stand in the way of the acknowledgement.
    if (isRecord(event.body)) await this.#attempt(() => super.processEvent({ ...event, ack }));
    // Bolt leaves everything but events to listeners, and drops what it does not know without a word.
    await ack();
    if (afterwards !== undefined) void this.#track(this.#attempt(afterwards));
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const reason = redact(toError(thrown).message);
      this.#log.warn({ reason }, 'a delivery was stored, and what follows it failed');
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }
}

function isRecord(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
