export interface LimitsOptions {
  /** Calls a minute in place of the method's tier. */
  readonly perMinute?: Readonly<Record<string, number>>;
}

/** A method may be called this often at once, however low its tier; Slack's tiers are minimums. */
const smallestBurst = 10;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Slack's rate tiers as token buckets: a minute's worth at once, then the tier's pace. Off until switched on. */
export class Limits {
  #options: LimitsOptions | null = null;
  readonly #buckets = new Map<string, Bucket>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  on(options: LimitsOptions = {}): void {
    this.#options = options;
    this.#buckets.clear();
  }

  off(): void {
    this.#options = null;
  }

  /** Takes one call. Returns the seconds to wait instead when there is none left. */
  take(method: string, tier: number | null, key: string): number | null {
    const stated = this.#options?.perMinute?.[method];
    const perMinute = stated ?? tier;
    if (this.#options === null || perMinute === null) return null;
    const capacity = stated ?? Math.max(perMinute, smallestBurst);
    const tokens = this.#refilled(`${method} ${key}`, perMinute, capacity);
    if (tokens < 1) return Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
    this.#buckets.set(`${method} ${key}`, { tokens: tokens - 1, at: this.#now() });
    return null;
  }

  #refilled(name: string, perMinute: number, capacity: number): number {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return capacity;
    const minutes = (this.#now() - bucket.at) / 60_000;
    return Math.min(capacity, bucket.tokens + minutes * perMinute);
  }
}
