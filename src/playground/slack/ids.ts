/** Slack-like names, the same in every run: a letter, a zero and a counter. */
export class Ids {
  #next = 1;
  #lastMicros = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  id(prefix: string): string {
    return `${prefix}0${this.count().toString(36).toUpperCase().padStart(9, '0')}`;
  }

  /** For what carries no meaning but must differ: tickets, triggers, hashes. */
  count(): number {
    return this.#next++;
  }

  /** A message's `ts`: seconds and six digits. Strictly growing, whatever the clock does. */
  ts(): string {
    this.#lastMicros = Math.max(this.#now() * 1_000, this.#lastMicros + 100);
    return formatTs(this.#lastMicros);
  }
}

function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const rest = Math.floor(micros % 1_000_000);
  return `${seconds}.${String(rest).padStart(6, '0')}`;
}
