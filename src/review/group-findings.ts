/** Findings of one rule at one severity: what people read, instead of one line 396 times. */
export interface FindingGroup<Finding extends Grouped> {
  readonly id: string;
  readonly severity: Finding['severity'];
  readonly findings: readonly [Finding, ...Finding[]];
}

interface Grouped {
  readonly id: string;
  readonly severity: 'error' | 'warn' | 'info';
}

/** Groups, in the order in which their first finding stands. */
export function groupFindings<Finding extends Grouped>(
  findings: readonly Finding[],
): readonly FindingGroup<Finding>[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
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
