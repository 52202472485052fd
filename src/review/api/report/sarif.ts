import { sarifLog } from '../../sarif.ts';
import type { ApiReview } from '../api-review.ts';

/** SARIF 2.1.0 of one or more contracts. */
export function writeApiSarif(reviews: readonly ApiReview[]): unknown {
  return sarifLog({
    tool: {
      name: 'architect api-review',
      informationUri: 'https://spec.openapis.org/oas/latest.html',
    },
    failed: reviews.find(({ status }) => status === 'aborted')?.reason ?? null,
    reason: reviews.find(({ reason }) => reason !== null)?.reason ?? null,
    results: reviews.flatMap(({ input, findings }) =>
      findings.map(({ id, severity, source, fingerprint, where, why, detail, line, fix }) => ({
        id,
        severity,
        source,
        fingerprint: { apiReview: fingerprint },
        place: where,
        message: `${where}${detail === '' ? '' : ` (${detail})`}: ${why} ${fix}`,
        file: input.name,
        line,
      })),
    ),
  });
}
