import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../core/clock.ts';
import { ReplyFenced, ReplyRefused } from '../../core/reply.ts';
import { failureOf, isFinal, type Failure } from './failure.ts';

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/**
 * How stubborn a call is. `once`: tell the caller whatever happened. `when limited`: wait out a 429, which did
 * nothing. `until done`: also repeat what may have been done, so only for calls that may be done twice.
 */
export type Patience = 'once' | 'when limited' | 'until done';

/**
 * The only way to Slack of one reply. Before each call, a repeated one too, it asks whether this worker may still
 * post. Throws ReplyFenced and ReplyRefused; every other failure is an outcome.
 */
export interface Gate {
  call<T>(patience: Patience, run: (client: WebClient) => Promise<T>): Promise<Outcome<T>>;
  /** A pause that ends, with ReplyFenced, when the reply is abandoned or its signal aborted. */
  pause(ms: number): Promise<void>;
  /** No call begins any more. */
  close(): void;
}

export interface GateOptions {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly mayPost: () => boolean;
  /** Aborted: the thread is another worker's now, or soon will be. */
  readonly signal: AbortSignal;
}

export function createGate({ client, clock, mayPost, signal }: GateOptions): Gate {
  const closed = new AbortController();
  const shut = AbortSignal.any([closed.signal, signal]);
  const check = (): void => {
    if (shut.aborted || !mayPost()) throw new ReplyFenced();
  };

  async function pause(ms: number): Promise<void> {
    try {
      await clock.sleep(ms, shut);
    } catch (thrown) {
      if (!shut.aborted) throw thrown;
    }
    check();
  }

  return {
    pause,
    close: () => closed.abort('closed'),
    async call(patience, run) {
      for (let attempt = 0; ; attempt += 1) {
        check();
        // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
        const outcome = await tryOnce(() => run(client));
        if (outcome.ok) return outcome;
        const waitMs = waitFor(outcome.failure, patience, attempt);
        if (waitMs === null) return outcome;
        // oxlint-disable-next-line no-await-in-loop -- the wait before the next attempt
        await pause(waitMs);
      }
    },
  };
}

async function tryOnce<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure.kind === 'rejected' && isFinal(failure.code)) {
      throw new ReplyRefused(failure.code, failure.cause);
    }
    return { ok: false, failure };
  }
}

function waitFor(failure: Failure, patience: Patience, attempt: number): number | null {
  switch (failure.kind) {
    case 'rate-limited':
      return patience === 'once' ? null : failure.retryAfterMs;
    case 'unsure':
      return patience === 'until done' && attempt < BACKOFF_MS.length
        ? (BACKOFF_MS[attempt] ?? null)
        : null;
    case 'rejected':
      return null;
  }
}

/** Some fifteen seconds: a Slack that is away for longer is a failed attempt, which the queue repeats later. */
const BACKOFF_MS = [250, 500, 1_000, 2_000, 4_000, 8_000];
