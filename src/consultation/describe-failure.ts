import type { FailureKind } from './consultation.ts';

/**
 * What a person reads when there is no answer. One sentence what happened, one what to do, and a reference that
 * leads the operator to the log. Never a word of the exception's.
 */
export function describeFailure(
  kind: FailureKind,
  referenceId: string,
  retryAfterMs: number | null = null,
): string {
  return `${sentence(kind, retryAfterMs)} (Reference: \`${referenceId}\`)`;
}

function sentence(kind: FailureKind, retryAfterMs: number | null): string {
  switch (kind) {
    case 'no_key':
      return 'I have no model to think with: no API key is configured. Whoever runs me can set `ANTHROPIC_API_KEY`.';
    case 'auth':
      return 'The model’s provider does not accept my API key. Whoever runs me has to check `ANTHROPIC_API_KEY`.';
    case 'billing':
      return 'The model’s provider wants its bill settled before it answers again. Whoever runs me has to look at the account.';
    case 'rate_limited':
      return `I asked the model more than its provider allows at the moment. ${later(retryAfterMs)}`;
    case 'overloaded':
      return `The model is overloaded at the moment, and trying again did not help. ${later(retryAfterMs)}`;
    case 'too_large':
      return 'This is more than the model can read at once. Ask in a new thread, with fewer or smaller files.';
    case 'bad_request':
      return 'The model’s provider refused my request as malformed. That is a fault in me or in my configuration, not in your question.';
    case 'unreachable':
      return `I cannot reach the model’s provider. ${later(retryAfterMs)}`;
    case 'cut':
      return 'The connection to the model broke in the middle of the answer, several times. What stands above, if anything, is incomplete. Please ask again.';
    case 'stalled':
      return 'The model fell silent in the middle of the answer. What stands above, if anything, is incomplete. Please ask again.';
    case 'aborted':
      return 'The answer was stopped before it was complete.';
    case 'server':
      return `The model’s provider had a fault of its own, and trying again did not help. ${later(retryAfterMs)}`;
    case 'budget':
      return 'What is left of the budget does not pay for an answer to this. A shorter question or a new thread may fit; whoever runs me can raise the limits.';
    case 'empty':
      return 'The model came back without an answer, twice. Please ask again, perhaps in other words.';
  }
}

function later(retryAfterMs: number | null): string {
  if (retryAfterMs === null || retryAfterMs <= 0) return 'Please ask again in a few minutes.';
  return `Please ask again in ${duration(retryAfterMs)}.`;
}

/** Rounded up: asking a little later works, a little earlier does not. */
function duration(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (ms <= 90_000) return `${Math.ceil(ms / 1000)} seconds`;
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
