import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../core/clock.ts';
import type { Thread } from '../../core/thread.ts';
import type { Log } from '../../lib/log.ts';
import { failureOf, isFinal } from './failure.ts';
import type { StatusWay, StatusWays } from './status-ways.ts';

export interface StatusLineOptions {
  readonly client: WebClient;
  readonly thread: Thread;
  readonly ways: StatusWays;
  readonly clock: Clock;
  readonly log: Log;
  readonly mayPost: () => boolean;
}

/**
 * The line that says the bot is at work. Best effort: it waits for nothing and nothing waits for it, apart from the
 * end, where a status that could still be on its way must not outlive the answer (a forgotten "processing" spins for
 * an hour).
 */
export class StatusLine {
  readonly #options: StatusLineOptions;
  readonly #over = new AbortController();
  #wanted: string | null = null;
  #running: Promise<void> | null = null;
  #calledAt: number;
  /** The session is at work: we said so, or Slack did when a stream began. */
  #session = false;
  /** Words of ours stand in the older line. */
  #line = false;

  constructor(options: StatusLineOptions) {
    this.#options = options;
    this.#calledAt = options.clock.monotonic() - GATHER_MS + AT_FIRST_MS;
  }

  show(text: string): void {
    if (this.#over.signal.aborted) return;
    this.#wanted = text;
    this.#running ??= this.#follow().finally(() => (this.#running = null));
  }

  /** The workspace takes the session's status with other calls, as far as is known. */
  get hasSessions(): boolean {
    return this.#way === 'sessions';
  }

  /** Slack set the session to work by itself: a stream began. */
  sessionBegan(): void {
    this.#session ||= this.hasSessions;
  }

  /** Slack set it to rest by itself: the stream was closed with that status. */
  sessionRests(): void {
    // A "processing" that is on its way may arrive after this; then `rest` says it again.
    if (this.#running === null) this.#session = false;
  }

  /** Sets back what was set. Never throws. */
  async rest(): Promise<void> {
    this.#over.abort('over');
    await this.#running;
    if (!this.#options.mayPost()) return;
    if (this.#session) await this.#try(() => this.#setSession('active'));
    if (this.#line) await this.#try(() => this.#setLine(''));
    this.#session = false;
    this.#line = false;
  }

  get #way(): StatusWay {
    return this.#options.ways.of(this.#options.thread.team);
  }

  /** One status after the other; those that were overtaken while one was set are skipped. */
  async #follow(): Promise<void> {
    const { clock, mayPost } = this.#options;
    while (this.#wanted !== null && !this.#over.signal.aborted && mayPost()) {
      const way = this.#way;
      if (way === 'none' || (way === 'sessions' && this.#session)) return;
      const waitMs = this.#calledAt + GATHER_MS - clock.monotonic();
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      if (waitMs > 0) await clock.sleep(waitMs, this.#over.signal).catch(() => {});
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      else await this.#set(this.#wanted, way);
    }
  }

  async #set(text: string, way: Exclude<StatusWay, 'none'>): Promise<void> {
    const { ways, thread, clock } = this.#options;
    this.#wanted = null;
    const taken = await this.#try(() =>
      way === 'sessions' ? this.#setSession('processing') : this.#setLine(text),
    );
    if (taken === 'refused') {
      ways.refused(thread.team, way);
      this.#wanted ??= text;
      return;
    }
    this.#calledAt = clock.monotonic();
    if (way === 'sessions') this.#session ||= taken === 'taken';
    else this.#line ||= taken === 'taken';
  }

  #setSession(status: 'processing' | 'active'): Promise<unknown> {
    const { client, thread } = this.#options;
    const { channel: channel_id, ts: thread_ts } = thread;
    return client.agents.sessions.setStatus({ channel_id, thread_ts, status });
  }

  #setLine(status: string): Promise<unknown> {
    const { client, thread } = this.#options;
    const { channel: channel_id, ts: thread_ts } = thread;
    return client.assistant.threads.setStatus({ channel_id, thread_ts, status });
  }

  async #try(run: () => Promise<unknown>): Promise<'taken' | 'refused' | 'failed'> {
    try {
      await run();
      return 'taken';
    } catch (thrown) {
      const failure = failureOf(thrown);
      this.#options.log.debug({ failure: failure.kind }, 'a status was not set');
      const refused = failure.kind === 'rejected' && !isFinal(failure.code);
      return refused ? 'refused' : 'failed';
    }
  }
}

/** Not more than one a second. */
const GATHER_MS = 1_000;

/** An answer that begins sooner needs none, and the question is on its way to the model meanwhile. */
const AT_FIRST_MS = 50;
