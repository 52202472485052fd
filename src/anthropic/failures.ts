import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import type { ModelFailureKind } from '../core/model.ts';
import { ModelFailure } from '../core/model.ts';
import type { Usage } from '../core/usage.ts';
import { toError } from '../lib/errors.ts';

const kindsByType: ReadonlyMap<string, ModelFailureKind> = new Map([
  ['authentication_error', 'auth'],
  ['permission_error', 'auth'],
  ['billing_error', 'billing'],
  ['rate_limit_error', 'rate_limited'],
  ['overloaded_error', 'overloaded'],
  ['request_too_large', 'too_large'],
  ['invalid_request_error', 'bad_request'],
  ['not_found_error', 'bad_request'],
]);

export interface FailureContext {
  readonly aborted: boolean;
  /** The watchdog ended the reply. */
  readonly stalled: boolean;
  readonly requestId: string | null;
  readonly usage: Usage | null;
  /** Milliseconds since the epoch: `Retry-After` may be a date. */
  readonly now: number;
}

/** Names whatever went wrong. Past the headers the SDK throws errors without a status: those are a cut reply. */
export function toModelFailure(thrown: unknown, context: FailureContext): ModelFailure {
  if (thrown instanceof ModelFailure) return thrown;
  const kind = kindOf(thrown, context);
  const api = thrown instanceof APIError ? thrown : null;
  return new ModelFailure(kind, {
    message: `the model request failed: ${kind}`,
    retryable: isRetryable(kind, api),
    retryAfterMs: retryAfterMs(api?.headers, context.now),
    requestId: api?.requestID ?? context.requestId,
    usage: context.usage,
    cause: toError(thrown),
  });
}

function kindOf(thrown: unknown, { aborted, stalled }: FailureContext): ModelFailureKind {
  if (aborted) return 'aborted';
  if (stalled || thrown instanceof APIConnectionTimeoutError) return 'stalled';
  if (thrown instanceof APIConnectionError) return 'unreachable';
  if (!(thrown instanceof APIError)) return 'cut';
  return kindOfMessage(thrown) ?? kindsByType.get(thrown.type ?? '') ?? kindOfStatus(thrown.status);
}

/** Two conditions that the API reports as a plain 400, told apart by their wording only. */
function kindOfMessage(error: APIError): ModelFailureKind | null {
  if (error.status !== 400) return null;
  const message = error.apiMessage ?? '';
  if (/credit balance/i.test(message)) return 'billing';
  return /too long|context (?:window|length)/i.test(message) ? 'too_large' : null;
}

function kindOfStatus(status: number | undefined): ModelFailureKind {
  if (status === undefined) return 'server';
  if (status === 401 || status === 403) return 'auth';
  if (status === 402) return 'billing';
  if (status === 413) return 'too_large';
  if (status === 429) return 'rate_limited';
  if (status === 529) return 'overloaded';
  // 408 and 409 are the server's own trouble (timeouts, locks), as the SDK's retry policy has it.
  return status >= 500 || status === 408 || status === 409 ? 'server' : 'bad_request';
}

function isRetryable(kind: ModelFailureKind, api: APIError | null): boolean {
  const advice = api?.headers?.get('x-should-retry');
  if (advice === 'true') return true;
  if (advice === 'false') return false;
  return ['rate_limited', 'overloaded', 'unreachable', 'cut', 'stalled', 'server'].includes(kind);
}

function retryAfterMs(headers: Headers | undefined, now: number): number | null {
  const precise = headers?.get('retry-after-ms') ?? '';
  if (precise !== '' && Number.isFinite(Number(precise))) return Math.max(0, Number(precise));
  const after = headers?.get('retry-after') ?? '';
  if (after === '') return null;
  const ms = Number.isFinite(Number(after)) ? Number(after) * 1000 : Date.parse(after) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
