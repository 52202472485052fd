import type { SchemaFinding } from '../review.ts';

/** Findings of one rule at one severity: what people read, instead of one line 396 times. */
export interface FindingGroup {
  readonly id: string;
  readonly severity: SchemaFinding['severity'];
  readonly findings: readonly [SchemaFinding, ...SchemaFinding[]];
}

/** Groups, in the order in which their first finding stands. */
export function groupFindings(findings: readonly SchemaFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, [SchemaFinding, ...SchemaFinding[]]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map((group) => {
    const [{ id, severity }] = group;
    return { id, severity, findings: group };
  });
}
