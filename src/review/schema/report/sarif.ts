import type { SchemaFinding, SchemaReview } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';

const levels = { error: 'error', warn: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, as code scanning services read it. `file` is for findings of an input of one file. */
export function writeSarif(review: SchemaReview, file: string): unknown {
  const rules = [...new Map(review.findings.map((finding) => [finding.id, finding])).values()];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'architect schema-review',
            informationUri: 'https://www.postgresql.org/docs/18/ddl.html',
            rules: rules.map(({ id, severity, source }) => ({
              id,
              shortDescription: { text: id },
              help: { text: source },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        invocations: [
          {
            executionSuccessful: review.status !== 'aborted',
            ...(review.reason === null ? {} : { exitCodeDescription: review.reason }),
          },
        ],
        results: review.findings.map((finding) => result(finding, file)),
      },
    ],
  };
}

function result(finding: SchemaFinding, file: string): unknown {
  return {
    ruleId: finding.id,
    level: levels[finding.severity],
    message: { text: `${writeObject(finding.object)}: ${finding.why}` },
    partialFingerprints: { schemaReview: finding.fingerprint },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: finding.file ?? file },
          region: { startLine: finding.line ?? 1 },
        },
        logicalLocations: [{ fullyQualifiedName: writeObject(finding.object) }],
      },
    ],
  };
}
