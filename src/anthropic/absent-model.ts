import type { Model } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';

/** What stands in for a model when no key is configured. Callers ask `available` first; asking it all the same fails. */
export function createAbsentModel(): Model {
  return {
    available: false,
    stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(noKey()) }) }),
    classify: () => Promise.reject(noKey()),
  };
}

function noKey(): ModelFailure {
  return new ModelFailure('no_key', { message: 'no model is configured', retryable: false });
}
