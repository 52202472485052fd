import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Clock } from '../../core/clock.ts';
import { toError } from '../../lib/errors.ts';
import { redact } from '../logger.ts';
import { OneSocket, type SocketOptions } from './socket.ts';

/** An envelope as the SDK hands it on. */
export interface Envelope {
  readonly body: Record<string, unknown>;
  readonly ack: (response?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

export interface SocketSlotOptions extends SocketOptions {
  readonly clock: Clock;
  /** Must not reject. */
  readonly onEnvelope: (envelope: Envelope) => Promise<void>;
  /** A number in [0, 1), so that many workers do not come back at the same moment. */
  readonly random: () => number;
}

/**
 * Keeps one connection standing. A connection that Slack recycles is replaced before it goes (no gap), one that
 * breaks is replaced at once, and only repeated failures are waited out.
 */
export class SocketSlot {
  readonly #options: SocketSlotOptions;
  readonly #over = new AbortController();
  /** The standing one, and recycled ones that still acknowledge. */
  readonly #sockets = new Set<OneSocket>();
  #standing: OneSocket | null = null;
  #ending: Promise<Ending> = Promise.resolve({ why: 'closed', livedMs: 0 });

  constructor(options: SocketSlotOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#standing !== null;
  }

  /** Resolves when a connection stands; rejects with the reason when it cannot be made. */
  async connect(): Promise<void> {
    const socket = new OneSocket(this.#options);
    const ending = this.#watch(socket);
    const impatience = setTimeout(() => void socket.end(0), HELLO_TIMEOUT_MS);
    try {
      await socket.start();
    } catch (thrown) {
      throw toError(thrown ?? 'the connection ended before Slack said hello');
    } finally {
      clearTimeout(impatience);
    }
    // Only now: a socket that is told to close while it connects leaves a timer of 30 s behind (socket-mode 3.1).
    if (this.#over.signal.aborted) return socket.end(FORCE_AFTER_MS);
    this.#sockets.add(socket);
    const previous = this.#standing;
    this.#standing = socket;
    this.#ending = ending;
    if (previous !== null) void this.#retire(previous);
  }

  /** Watches the connection and replaces it. Resolves after `end`; never rejects. */
  async keep(): Promise<void> {
    const { signal } = this.#over;
    let failures = 0;
    while (!signal.aborted) {
      const { livedMs } = await this.#ending;
      failures = livedMs < SETTLED_AFTER_MS ? failures + 1 : 0;
      while (!signal.aborted && !(await this.#reconnect(failures))) failures += 1;
    }
  }

  async end(): Promise<void> {
    this.#over.abort();
    await Promise.all([...this.#sockets].map((socket) => socket.end(FORCE_AFTER_MS)));
  }

  #watch(socket: OneSocket): Promise<Ending> {
    const { clock, onEnvelope } = this.#options;
    const since = clock.monotonic();
    socket.on('slack_event', (envelope: Envelope) => void onEnvelope(envelope));
    return new Promise((resolve) => {
      const end = (why: Ending['why']) => resolve({ why, livedMs: clock.monotonic() - since });
      socket.once('recycle', () => end('recycled'));
      socket.once('disconnected', () => {
        this.#sockets.delete(socket);
        if (this.#standing === socket) this.#standing = null;
        end('closed');
      });
    });
  }

  /** What Slack handed to the old connection is acknowledged on it, so it lives on for a moment. */
  async #retire(socket: OneSocket): Promise<void> {
    await this.#sleep(RETIRE_AFTER_MS);
    await socket.end(FORCE_AFTER_MS);
  }

  /** The first replacement is at once; then 0.5 s, 1 s, 2 s … up to half a minute, each shortened by chance. */
  async #reconnect(failures: number): Promise<boolean> {
    const { log, random } = this.#options;
    if (failures > 1) {
      await this.#sleep(Math.min(250 * 2 ** (failures - 1), MAX_PAUSE_MS) * (0.5 + random() / 2));
    }
    if (this.#over.signal.aborted) return false;
    try {
      await this.connect();
      return true;
    } catch (thrown) {
      const reason = redact(toError(thrown).message);
      log.warn({ reason, failures }, 'could not connect to Slack, trying again');
      // `apps.connections.open` allows about one call a minute; asking sooner only prolongs the wait.
      if (thrown instanceof WebAPIRateLimitedError) await this.#sleep(thrown.retryAfter * 1_000);
      return false;
    }
  }

  /** Ends early, without a rejection, when the slot does. */
  async #sleep(ms: number): Promise<void> {
    const { signal } = this.#over;
    try {
      await this.#options.clock.sleep(ms, signal);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
    }
  }
}

/** Why a connection needs a successor, and how long it stood. */
interface Ending {
  readonly why: 'recycled' | 'closed';
  readonly livedMs: number;
}

/** A peer that does not answer the close frame gets this long. */
const FORCE_AFTER_MS = 300;

/** Longer than a store and its acknowledgement take. */
const RETIRE_AFTER_MS = 2_000;

/** Slack says hello within a second; a proxy that swallows the upgrade never does. */
const HELLO_TIMEOUT_MS = 15_000;

/** A connection that lasted less counts as a failure, so that hello-and-goodbye is no busy loop. */
const SETTLED_AFTER_MS = 5_000;

const MAX_PAUSE_MS = 30_000;
