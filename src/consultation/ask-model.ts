import type { Clock } from '../core/clock.ts';
import type { Model, ModelEvent, ModelRequest } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';
import type { ConsultationEvent } from './consultation.ts';
import type { Draft } from './draft.ts';
import type { Meter } from './meter.ts';
import { createThinkingStatus } from './thinking-status.ts';

export type WholeReply = Extract<ModelEvent, { type: 'done' }>;

/** A reply that broke off is asked for again, whole: no tool of it has run, so nothing happens twice. */
const mostRetries = 2;
const backoffMs = 1_000;
const longestPauseMs = 10_000;

/** One reply of the model, streamed into the draft. Throws a ModelFailure; what was spent is on the meter by then. */
export async function* askModel(
  request: ModelRequest,
  deps: {
    readonly model: Model;
    readonly draft: Draft;
    readonly meter: Meter;
    readonly clock: Clock;
  },
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, WholeReply> {
  deps.meter.round();
  for (let retry = 0; ; retry += 1) {
    try {
      return yield* streamInto(request, deps, signal);
    } catch (thrown) {
      if (!(thrown instanceof ModelFailure)) throw thrown;
      deps.meter.spend(thrown.usage);
      if (retry >= mostRetries || !brokeOff(thrown)) throw thrown;
      yield* deps.draft.rewind();
      yield { type: 'status', text: 'The connection to the model broke, trying again' };
      const wishedMs = thrown.retryAfterMs ?? backoffMs * 2 ** retry;
      await pause(deps.clock, Math.min(wishedMs, longestPauseMs), signal);
    }
  }
}

async function* streamInto(
  request: ModelRequest,
  { model, draft, meter }: { readonly model: Model; readonly draft: Draft; readonly meter: Meter },
  signal: AbortSignal,
): AsyncGenerator<ConsultationEvent, WholeReply> {
  const thinking = createThinkingStatus();
  for await (const event of model.stream(request, signal)) {
    if (event.type === 'text' && event.text !== '') yield* draft.write(event.text);
    if (event.type === 'thinking') {
      const text = thinking.add(event.text);
      if (text !== null) yield { type: 'status', text };
    }
    if (event.type === 'done') {
      meter.spend(event.usage);
      return event;
    }
  }
  throw new ModelFailure('cut', { message: 'the model ended without done', retryable: true });
}

/** A request that never began was tried again by the adapter already. */
function brokeOff(failure: ModelFailure): boolean {
  return failure.retryable && (failure.usage !== null || failure.kind === 'cut');
}

async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (thrown) {
    throw new ModelFailure('aborted', { message: 'aborted', retryable: false, cause: thrown });
  }
}
