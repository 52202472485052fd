import type { Draft } from '../fixes/draft-findings.ts';
import type { SchemaFinding, SchemaReview } from '../review.ts';
import { silences, type Suppression, type Suppressions, writeObject } from './suppressions.ts';

export interface Sifted {
  readonly findings: SchemaFinding[];
  readonly suppressed: SchemaReview['suppressed'];
  readonly unused: SchemaReview['unused_suppressions'];
}

/**
 * Takes out what is silenced with a reason, tells what silences nothing in the script, and sorts the rest. What is
 * `unchanged` is left out already, but a silence of it is a silence of something.
 */
export function sift(
  found: readonly SchemaFinding[],
  { inScript, elsewhere }: Suppressions,
  unchanged: readonly Draft[] = [],
): Sifted {
  const suppressions = [...inScript, ...elsewhere];
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
    const { id, fingerprint, object } = finding;
    suppressed.push({ id, object: writeObject(object), fingerprint, reason: by.reason });
  }
  const unused = inScript
    .filter((candidate) => !used.has(candidate))
    .filter(
      (candidate) => !unchanged.some(({ check, hit }) => silences(candidate, check.id, hit.object)),
    )
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
