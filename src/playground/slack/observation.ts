import type { Assembly } from './assembly.ts';
import type {
  CallData,
  Change,
  ChannelData,
  DeliveryData,
  SessionData,
  Snapshot,
  ViewData,
} from './data.ts';
import type { Listener, UntilOptions } from './feed.ts';
import { type ShownMessage, shown } from './shown.ts';

/** What can be seen of a local Slack, and waited for. */
export class Observation {
  readonly #parts: Assembly;

  constructor(parts: Assembly) {
    this.#parts = parts;
  }

  /** By name or id. Throws for an unknown one. */
  channel(name: string): ChannelData {
    return this.#parts.workspace.channel(name);
  }

  /** A channel's messages or a thread's, oldest first, as people see them now. */
  messages(channel: string, threadTs?: string): readonly ShownMessage[] {
    const { messages } = this.#parts.workspace;
    const { id } = this.channel(channel);
    return (threadTs === undefined ? messages.inChannel(id) : messages.inThread(id, threadTs)).map(
      shown,
    );
  }

  /** The bot's messages in a thread. */
  answers(channel: string, threadTs: string): readonly ShownMessage[] {
    return this.messages(channel, threadTs).filter(
      (message) => message.botId === this.#parts.workspace.app.botId,
    );
  }

  session(channel: string, threadTs: string): SessionData | undefined {
    return this.#parts.workspace.session(this.channel(channel).id, threadTs);
  }

  /** The views that are open, the lowest first; the home tabs too. */
  views(): readonly ViewData[] {
    return this.#parts.workspace.views.all().filter((view) => view.open);
  }

  content(fileId: string): Buffer | undefined {
    return this.#parts.workspace.contents.get(fileId);
  }

  calls(method?: string): readonly CallData[] {
    return this.#parts.journal.calls(method);
  }

  forgetCalls(): void {
    this.#parts.journal.forget();
  }

  /** Deliveries that are neither acknowledged nor given up. */
  pending(): readonly DeliveryData[] {
    return this.#parts.courier.pending();
  }

  /** Resolves when nothing is on its way to the app any more. */
  async settled(options: UntilOptions = {}): Promise<void> {
    const { courier, events } = this.#parts;
    const what = 'every delivery acknowledged or given up';
    await this.until(() => courier.pending().length + events.delayed === 0, { what, ...options });
  }

  on<T extends Change['type']>(type: T, listener: Listener<T>): () => void {
    return this.#parts.workspace.feed.on(type, listener);
  }

  onEvery(listener: (change: Change) => void): () => void {
    return this.#parts.workspace.feed.onEvery(listener);
  }

  /** Resolves with the first result of `look` that is neither false, null nor undefined; looks at each change. */
  until<T>(look: () => T | false | null | undefined, options?: UntilOptions): Promise<T> {
    return this.#parts.workspace.feed.until(look, { standing: () => this.#standing(), ...options });
  }

  snapshot(): Snapshot {
    return this.#parts.workspace.snapshot();
  }

  /** For whoever reads why a test failed. */
  #standing(): string {
    const calls = this.calls()
      .slice(-8)
      .map((call) => `${call.method} ${outcomeOf(call)}`);
    const pending = this.pending().map(
      ({ what, state, reason = '' }) => `${what} ${state} ${reason}`,
    );
    return `\nlast calls: ${calls.join(', ')}\non the way: ${pending.join(', ')}`;
  }
}

function outcomeOf({ status, result }: CallData): string {
  const error = result?.['error'];
  if (status !== 200) return `HTTP ${status}`;
  return typeof error === 'string' ? error : 'ok';
}
