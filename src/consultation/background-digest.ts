import type { Clock } from '../core/clock.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Model } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';
import type { Usage } from '../core/usage.ts';
import { noUsage } from '../core/usage.ts';
import type { Log } from '../lib/log.ts';
import type { Digest } from './consultation.ts';
import { digestTarget, makeDigest } from './digest.ts';

/** A digest that is being made while the answer is. */
export interface BackgroundDigest {
  /** Waits a little for it; null when none was due or it failed. Call it once, at the end. */
  collect(): Promise<{ readonly digest: Digest | null; readonly usage: Usage }>;
}

/** Longest that a finished answer waits for its digest: the next turn can make it as well. */
const patienceMs = 5_000;

/**
 * Starts the digest, if one is due, beside the answer, which does not need it yet: it is for the next turn. A
 * failure is no reason to fail the answer; history then leaves out the oldest messages and says so.
 */
export function digestInBackground(
  conversation: Conversation,
  deps: { readonly model: Model; readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
): BackgroundDigest {
  const nothing = { digest: null, usage: noUsage };
  const target = digestTarget(conversation);
  if (target === null) return { collect: () => Promise.resolve(nothing) };
  const ended = new AbortController();
  const both = AbortSignal.any([signal, ended.signal]);

  async function make(covers: number): Promise<{ digest: Digest | null; usage: Usage }> {
    try {
      const { usage, ...digest } = await makeDigest(conversation, covers, deps.model, both);
      return { digest, usage };
    } catch (thrown) {
      if (!both.aborted) deps.log.warn({ err: thrown, covers }, 'digest failed');
      return {
        digest: null,
        usage: (thrown instanceof ModelFailure ? thrown.usage : null) ?? noUsage,
      };
    }
  }

  const making = make(target);
  return {
    async collect() {
      const patience = deps.clock.sleep(patienceMs, both).then(
        () => nothing,
        () => nothing,
      );
      const result = await Promise.race([making, patience]);
      ended.abort('ended');
      return result;
    },
  };
}
