import type { Clock } from '../../core/clock.ts';

/**
 * When the next call for a message is worth making. Slack's tiers are minimums shared by all answers of a workspace:
 * nothing is held back by a limit of our own, only gathered a little, and more of it after a 429.
 */
export interface Pace {
  /** Milliseconds to wait before `pending` characters are appended to a stream; 0 is now. */
  append(pending: number): number;
  /** Milliseconds to wait before a message is edited. */
  update(): number;
  called(): void;
  limited(retryAfterMs: number): void;
}

export function createPace(clock: Clock): Pace {
  let calledAt = Number.NEGATIVE_INFINITY;
  let notBefore = Number.NEGATIVE_INFINITY;
  let gatherMs = GATHER_MS;

  function until(at: number): number {
    return Math.max(0, Math.max(at, notBefore) - clock.monotonic());
  }

  return {
    append(pending) {
      const full = pending >= FULL_CHARS && gatherMs === GATHER_MS;
      return until(calledAt + (full ? FULL_MS : gatherMs));
    },
    update: () => until(calledAt + UPDATE_MS),
    called() {
      calledAt = clock.monotonic();
    },
    limited(retryAfterMs) {
      notBefore = clock.monotonic() + retryAfterMs;
      gatherMs = Math.min(gatherMs * 2, MAX_GATHER_MS);
    },
  };
}

/** Appends are tier 4, at least 100 a minute for all streams of a workspace. */
const GATHER_MS = 1_000;

const MAX_GATHER_MS = 8_000;

/** So much text is worth a call earlier. */
const FULL_CHARS = 256;
const FULL_MS = 500;

/** Slack's own advice for edits of one message. */
const UPDATE_MS = 3_000;
