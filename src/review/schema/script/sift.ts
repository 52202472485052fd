import type { SchemaFinding, SchemaReview } from '../review.ts';
import { silences, type Suppression } from './suppressions.ts';

export interface Sifted {
  readonly findings: SchemaFinding[];
  readonly suppressed: SchemaReview['suppressed'];
  readonly unused: SchemaReview['unused_suppressions'];
}

/** Takes out what the script silences with a reason, tells what silences nothing, and sorts the rest. */
export function sift(
  found: readonly SchemaFinding[],
  suppressions: readonly Suppression[],
): Sifted {
  const used = new Set<Suppression>();
  const findings: SchemaFinding[] = [];
  const suppressed: Sifted['suppressed'] = [];
  for (const finding of found) {
    const by = suppressions.find((candidate) => silences(candidate, finding.id, finding.object));
    if (by === undefined) {
      findings.push(finding);
      continue;
    }
    used.add(by);
    suppressed.push({ id: finding.id, fingerprint: finding.fingerprint, reason: by.reason });
  }
  const unused = suppressions
    .filter((candidate) => !used.has(candidate))
    .map(({ file, line, text }) => ({ ...(file === undefined ? {} : { file }), line, text }));
  return { findings: findings.toSorted(byImpact), suppressed, unused };
}

const severities = ['error', 'warn', 'info'];
const effort = ['executed', 'executed_on_stub', 'data_dependent'];

/** Impact first, then effort: what is graver, surer and ready to run stands higher. */
export function byImpact(a: SchemaFinding, b: SchemaFinding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Number(a.confidence === 'heuristic') - Number(b.confidence === 'heuristic') ||
    effortOf(a) - effortOf(b) ||
    a.id.localeCompare(b.id) ||
    (a.line ?? 0) - (b.line ?? 0)
  );
}

function effortOf({ fix }: SchemaFinding): number {
  return fix === null ? effort.length : effort.indexOf(fix.verified);
}
