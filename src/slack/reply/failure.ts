import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** How a call to Slack failed, as far as the next step depends on it. */
export type Failure =
  /** Not done; Slack says when to come again. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Perhaps done: the connection or Slack's own machinery broke. */
  | { readonly kind: 'unsure'; readonly cause: Error }
  /** Not done, and the same call will not be. */
  | { readonly kind: 'rejected'; readonly code: string; readonly cause: Error };

/** Throws on what is no failure of Slack's. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof WebAPIRateLimitedError) {
    return { kind: 'rate-limited', retryAfterMs: Math.max(1, thrown.retryAfter) * 1_000 };
  }
  if (thrown instanceof WebAPIHTTPError || thrown instanceof WebAPIRequestError) {
    return { kind: 'unsure', cause: thrown };
  }
  if (!(thrown instanceof WebAPIPlatformError)) throw thrown;
  const code = thrown.data.error;
  if (SLACKS_OWN_FAULT.has(code)) return { kind: 'unsure', cause: thrown };
  if (code === 'ratelimited') return { kind: 'rate-limited', retryAfterMs: 1_000 };
  return { kind: 'rejected', code, cause: thrown };
}

const SLACKS_OWN_FAULT: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** No message of ours will ever be taken there, by whichever method. */
export function isFinal(code: string): boolean {
  return FINAL.has(code);
}

const FINAL: ReadonlySet<string> = new Set([
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'org_login_required',
  'ekm_access_denied',
  'thread_not_found',
  'cannot_reply_to_message',
  'messages_tab_disabled',
]);
