import type { CallData } from './data.ts';
import type { Feed } from './feed.ts';

/** A server that runs for days keeps the newest. */
const kept = 50_000;

/** What the app asked of Slack, and what it was told. */
export class Journal {
  readonly #calls: CallData[] = [];
  readonly #feed: Feed;
  #count = 0;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  add(call: Omit<CallData, 'n'>): void {
    this.#count += 1;
    const numbered = { n: this.#count, ...call };
    this.#calls.push(numbered);
    if (this.#calls.length > kept * 1.1) this.#calls.splice(0, this.#calls.length - kept);
    this.#feed.emit({ type: 'call', call: numbered });
  }

  /** In the order in which they were answered. */
  calls(method?: string): readonly CallData[] {
    return method === undefined
      ? this.#calls
      : this.#calls.filter((call) => call.method === method);
  }

  forget(): void {
    this.#calls.length = 0;
  }
}
