import type { Clock } from '../core/clock.ts';
import { ModelFailure } from '../core/model.ts';
import type { Model } from '../core/model.ts';
import { addUsage, noUsage } from '../core/usage.ts';
import type { Usage } from '../core/usage.ts';
import type { Log } from '../lib/log.ts';
import { routingRequest } from './routing-request.ts';
import type { RoutingQuestion } from './routing-request.ts';
import { parseVerdict } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export interface RoutingDeps {
  readonly model: Model;
  readonly clock: Clock;
  readonly log: Log;
}

/** For both attempts together: a person waits, and the local decision is good enough to go on with. */
const patienceMs = 3_000;

/** Asks the small model whose question it is. Null: no usable answer in time. Never throws. */
export async function askModel(
  question: RoutingQuestion,
  deps: RoutingDeps,
  signal: AbortSignal,
): Promise<{ verdict: Verdict | null; usage: Usage }> {
  const settled = new AbortController();
  const late = new AbortController();
  const timer = deps.clock.sleep(patienceMs, settled.signal).then(
    () => late.abort(),
    () => {},
  );
  try {
    return await attempt(question, deps, AbortSignal.any([signal, late.signal]), 2);
  } finally {
    settled.abort('settled');
    await timer;
  }
}

async function attempt(
  question: RoutingQuestion,
  deps: RoutingDeps,
  signal: AbortSignal,
  attempts: number,
): Promise<{ verdict: Verdict | null; usage: Usage }> {
  try {
    const { value, usage } = await deps.model.classify(routingRequest(question), signal);
    const verdict = parseVerdict(value, question.agents);
    if (verdict === null)
      deps.log.warn({}, 'the model named no agent that exists; the local decision stands');
    return { verdict, usage };
  } catch (thrown) {
    const failure = thrown instanceof ModelFailure ? thrown : null;
    const spent = failure?.usage ?? noUsage;
    if (attempts > 1 && !signal.aborted && failure?.retryable !== false) {
      const again = await attempt(question, deps, signal, attempts - 1);
      return { ...again, usage: addUsage(spent, again.usage) };
    }
    deps.log.warn(
      { kind: failure?.kind ?? 'unknown' },
      'the model did not route; the local decision stands',
    );
    return { verdict: null, usage: spent };
  }
}
