import type { MessageData } from './data.ts';
import type { Feed } from './feed.ts';

/** All messages, by channel and by thread, oldest first. */
export class Messages {
  readonly #byKey = new Map<string, MessageData>();
  /** Channel, or channel and thread, to the keys of its messages. */
  readonly #order = new Map<string, Set<string>>();
  readonly #feed: Feed;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  get(channel: string, ts: string): MessageData | undefined {
    return this.#byKey.get(keyOf(channel, ts));
  }

  all(): MessageData[] {
    return [...this.#byKey.values()];
  }

  /** Everything in the channel, replies included. */
  inChannel(channel: string): MessageData[] {
    return this.#list(channel);
  }

  /** The root and its replies. */
  inThread(channel: string, threadTs: string): MessageData[] {
    return this.#list(keyOf(channel, threadTs));
  }

  put(message: MessageData): MessageData {
    const key = keyOf(message.channel, message.ts);
    const known = this.#byKey.has(key);
    this.#byKey.set(key, message);
    for (const list of listsOf(message)) this.#listOf(list).add(key);
    this.#feed.emit({ type: known ? 'update' : 'message', message });
    return message;
  }

  remove(message: MessageData): void {
    const key = keyOf(message.channel, message.ts);
    if (!this.#byKey.delete(key)) return;
    for (const list of listsOf(message)) this.#listOf(list).delete(key);
    this.#feed.emit({ type: 'delete', channel: message.channel, ts: message.ts });
  }

  #list(name: string): MessageData[] {
    const keys = this.#order.get(name) ?? new Set<string>();
    return [...keys].flatMap((key) => this.#byKey.get(key) ?? []);
  }

  #listOf(name: string): Set<string> {
    const list = this.#order.get(name) ?? new Set<string>();
    this.#order.set(name, list);
    return list;
  }
}

function keyOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

function listsOf(message: MessageData): readonly string[] {
  return [message.channel, keyOf(message.channel, message.threadTs ?? message.ts)];
}
