import type { Change } from './data.ts';

export type Listener<T extends Change['type'] = Change['type']> = (
  change: Extract<Change, { type: T }>,
) => void;

export interface UntilOptions {
  readonly timeoutMs?: number;
  /** For the error: what was waited for. */
  readonly what?: string;
  /** For the error as well: how things stand when the time is over. */
  readonly standing?: () => string;
}

/** Generous: a machine that has other work is slow, and only what never comes is a failure. */
const defaultTimeoutMs = 15_000;

/** Everything that happens in the workspace, as it happens. */
export class Feed {
  readonly #listeners = new Set<(change: Change) => void>();

  emit(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Returns the function that ends the subscription. */
  onEvery(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  on<T extends Change['type']>(type: T, listener: Listener<T>): () => void {
    return this.onEvery((change) => {
      if (isOf(change, type)) listener(change);
    });
  }

  /**
   * Resolves with the first result of `look` that is neither false, null nor undefined. Looks now and after each
   * change, so there is nothing to poll.
   */
  until<T>(look: () => T | false | null | undefined, options: UntilOptions = {}): Promise<T> {
    const { timeoutMs = defaultTimeoutMs, what = look.toString(), standing = () => '' } = options;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        leave();
        finish();
      };
      const attempt = (): void => {
        try {
          const found = look();
          if (found !== false && found !== null && found !== undefined) {
            settle(() => resolve(found));
          }
        } catch (error) {
          settle(() => reject(error));
        }
      };
      const leave = this.onEvery(attempt);
      const timer = setTimeout(() => {
        settle(() => reject(new Error(`not within ${timeoutMs} ms: ${what}${standing()}`)));
      }, timeoutMs);
      attempt();
    });
  }
}

function isOf<T extends Change['type']>(
  change: Change,
  type: T,
): change is Extract<Change, { type: T }> {
  return change.type === type;
}
