import type { Evidence } from '../../../core/evidence.ts';
import type { ApiReview } from '../api-review.ts';
import { changesOf, countsOf, some, whatItIs } from './words.ts';

/** What a review of a contract rests on. It passes where the contract holds no error. */
export function apiEvidence(review: ApiReview): readonly Evidence[] {
  const { input, coverage, summary, reason, status } = review;
  const common = { subject: input.name, by: 'check_api' };
  if (status === 'aborted') {
    return [
      { ...common, verdict: 'unverified', summary: 'could not be read', details: reason ?? '' },
    ];
  }
  const changes = changesOf(review);
  const rules = some(coverage.rules_run.length, 'rule');
  return [
    {
      ...common,
      verdict:
        summary.by_severity.error > 0 ? 'failed' : status === 'partial' ? 'unverified' : 'passed',
      summary: `${countsOf(review).toLowerCase()} by ${rules}`,
      details: [
        `${whatItIs(review)}.`,
        `Read in a process of its own, ${(summary.ms / 1_000).toFixed(1)} s; nothing outside of the document was fetched.`,
        `Input: ${some(input.bytes, 'byte')}, SHA-256 \`${input.sha256}\`.`,
        ...(changes === null ? [] : [`Against the earlier version: ${changes}.`]),
        ...coverage.not_looked_at.map((line) => `- ${line}`),
      ].join('\n'),
    },
  ];
}
