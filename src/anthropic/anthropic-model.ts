import type { Clock } from '../core/clock.ts';
import type { Model, ModelFailure } from '../core/model.ts';
import { isError } from '../lib/errors.ts';
import type { Log, LogFields } from '../lib/log.ts';
import { classifyAnswer, classifyParams } from './classify.ts';
import type { ClientOptions } from './client.ts';
import { createClient } from './client.ts';
import type { FailureContext } from './failures.ts';
import { toModelFailure } from './failures.ts';
import type { ModelNaming } from './model-names.ts';
import { answeringModel, classifyingModel } from './model-names.ts';
import { toParams } from './request.ts';
import { withRetries } from './retry.ts';
import { rememberStrictSchemas } from './strict-schema.ts';
import { streamReply } from './stream-reply.ts';
import type { StreamLimits } from './stream-reply.ts';

export interface ModelLimits extends StreamLimits {
  /** Longest wait for the answer's headers. */
  readonly firstByteMs: number;
}

export const defaultModelLimits: ModelLimits = {
  firstByteMs: 60_000,
  // The API pings about every 15 seconds; several missed ones are a dead connection, not a slow model.
  idleMs: 90_000,
  retries: 2,
  longestRetryAfterMs: 20_000,
};

export interface AnthropicModelOptions
  extends ModelNaming, Omit<ClientOptions, 'firstByteMs' | 'compat'> {
  readonly limits: ModelLimits;
  readonly log: Log;
  readonly clock: Clock;
  readonly random?: () => number;
}

/** The `Model` port over the Anthropic SDK, and over whatever serves the same Messages API. */
export function createAnthropicModel(options: AnthropicModelOptions): Model {
  const { clock, compat, limits, log, random = Math.random } = options;
  const client = createClient({ ...options, firstByteMs: limits.firstByteMs });
  const retrying = { clock, limits, random };
  const priced = compat === 'full';
  const strictly = rememberStrictSchemas();

  function logged(failure: ModelFailure, model: string): ModelFailure {
    if (failure.kind !== 'aborted')
      log.warn({ model, ...describe(failure) }, 'model request failed');
    return failure;
  }

  return {
    available: true,
    stream(request, signal) {
      const model = answeringModel(request.model, options);
      const params = toParams(request, model, compat, strictly);
      return streamReply({ client, priced, logged, log, ...retrying }, params, signal);
    },
    async classify(request, signal) {
      const model = classifyingModel(options);
      const params = classifyParams(request, model, compat);
      const name = (thrown: unknown): ModelFailure =>
        toModelFailure(thrown, { ...noContext, aborted: signal.aborted, now: clock.now() });
      const ask = () => client.messages.create(params, { signal }).withResponse();
      try {
        const onRetry = (failure: ModelFailure): void => void logged(failure, model);
        const retries = { ...retrying, name, onRetry, signal };
        const { data, request_id: requestId } = await withRetries(ask, retries);
        return classifyAnswer(data, requestId ?? null, priced);
      } catch (thrown) {
        throw logged(name(thrown), model);
      }
    },
  };
}

const noContext: Omit<FailureContext, 'aborted' | 'now'> = {
  stalled: false,
  requestId: null,
  usage: null,
};

/** The provider's own words are worth having here; they speak of the request's shape, never of its text. */
function describe({ kind, requestId, retryAfterMs, cause }: ModelFailure): LogFields {
  const reason = isError(cause) ? cause.message.slice(0, 300) : undefined;
  return { kind, requestId, retryAfterMs, reason };
}
