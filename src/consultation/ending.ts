import type { RoundsEnd } from './answer-rounds.ts';
import type { Failure, Outcome } from './consultation.ts';

/** How an answer came to its end. */
export type End = RoundsEnd | { readonly end: 'failed'; readonly failure: Failure };

export const aborted: Failure = { kind: 'aborted', retryAfterMs: null, requestId: null };

/** Whether what is posted is an answer: only then it is checked, and has files, evidence and a structure. */
export function stands({ end }: End): boolean {
  return end === 'answered' || end === 'cut-short';
}

export function toOutcome(end: End): Outcome {
  switch (end.end) {
    case 'answered':
    case 'refused':
      return { outcome: end.end };
    case 'cut-short':
      return { outcome: 'cut-short', by: end.by };
    case 'failed':
      return { outcome: 'failed', failure: end.failure };
    case 'broke':
      return { outcome: 'failed', failure: { ...aborted, kind: 'budget' } };
    case 'empty':
      return { outcome: 'failed', failure: { ...aborted, kind: 'empty' } };
  }
}
