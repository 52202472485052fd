import { sarifLog } from '../../sarif.ts';
import type { SchemaReview } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';

/** SARIF 2.1.0. `file` is for findings of an input of one file. */
export function writeSarif(review: SchemaReview, file: string): unknown {
  return sarifLog({
    tool: {
      name: 'architect schema-review',
      informationUri: 'https://www.postgresql.org/docs/18/ddl.html',
    },
    failed: review.status === 'aborted' ? (review.reason ?? 'unknown') : null,
    reason: review.reason,
    results: review.findings.map((finding) => ({
      id: finding.id,
      severity: finding.severity,
      source: finding.source,
      fingerprint: { schemaReview: finding.fingerprint },
      message: `${writeObject(finding.object)}: ${finding.why}`,
      file: finding.file ?? file,
      line: finding.line ?? 1,
      place: writeObject(finding.object),
    })),
  });
}
