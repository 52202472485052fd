const levels = { error: 'error', warn: 'warning', info: 'note' } as const;

/** A finding as SARIF tells it. */
export interface SarifResult {
  readonly id: string;
  readonly severity: keyof typeof levels;
  readonly source: string;
  /** By its kind: what code scanning recognises a finding by. */
  readonly fingerprint: Readonly<Record<string, string>>;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  /** What people call the place. */
  readonly place: string;
}

export interface SarifRun {
  readonly tool: { readonly name: string; readonly informationUri: string };
  /** Why it could not be run; null when it ran. */
  readonly failed: string | null;
  /** Why it is not complete. */
  readonly reason: string | null;
  readonly results: readonly SarifResult[];
}

/** SARIF 2.1.0, as code scanning services read it. */
export function sarifLog({ tool, failed, reason, results }: SarifRun): unknown {
  const rules = [...new Map(results.map((result) => [result.id, result])).values()];
  const driver = {
    ...tool,
    rules: rules.map(({ id, severity, source }) => ({
      id,
      shortDescription: { text: id },
      help: { text: source },
      defaultConfiguration: { level: levels[severity] },
    })),
  };
  const invocation = {
    executionSuccessful: failed === null,
    ...(reason === null ? {} : { exitCodeDescription: reason }),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, invocations: [invocation], results: results.map(toResult) }],
  };
}

function toResult({ id, severity, fingerprint, message, file, line, place }: SarifResult): unknown {
  return {
    ruleId: id,
    level: levels[severity],
    message: { text: message },
    partialFingerprints: fingerprint,
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line } },
        logicalLocations: [{ fullyQualifiedName: place }],
      },
    ],
  };
}
