import { createHash } from 'node:crypto';
import {
  type Model,
  type ModelEvent,
  ModelFailure,
  type ModelRequest,
  type OutputPart,
} from '../core/model.ts';
import { noUsage } from '../core/usage.ts';
import { readAsked } from './asked.ts';
import { planCalls } from './tool-calls.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * Stands in where no key is configured, behind the port of the models: first it calls the tools that the question's
 * material asks for, then it writes what they found beside what is written down on the topic. It is no model and says
 * so: `available` is false, it costs nothing, and small structured questions (`classify`) fail with `no_key`.
 */
export function createOfflineModel(): Model {
  return {
    available: false,
    async *stream(request, signal) {
      signal.throwIfAborted();
      yield* reply(request);
    },
    classify: () =>
      Promise.reject(
        new ModelFailure('no_key', { message: 'no model is configured', retryable: false }),
      ),
  };
}

function* reply(request: ModelRequest): Generator<ModelEvent> {
  const asked = readAsked(request);
  const calls = asked.results.length > 0 ? [] : planCalls(asked);
  if (calls.length > 0) {
    yield done(
      calls.map(({ name, input }, index) => ({
        type: 'tool-use',
        id: idOf(request, index),
        name,
        input,
      })),
      'tool_use',
    );
    return;
  }
  const text = writeAnswer(asked);
  yield { type: 'text', text };
  yield done([{ type: 'text', text }], 'end_turn');
}

function done(content: readonly OutputPart[], stopReason: 'tool_use' | 'end_turn'): ModelEvent {
  return { type: 'done', content, stopReason, usage: noUsage, model: OFFLINE, requestId: null };
}

/** Shown where a model's name stands. */
const OFFLINE = 'none';

/** The same question gets the same ids: nothing here is random. */
function idOf(request: ModelRequest, index: number): string {
  const digest = createHash('sha256').update(JSON.stringify(request.messages)).digest('hex');
  return `offline_${digest.slice(0, 16)}_${index}`;
}
