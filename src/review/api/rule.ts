import { createHash } from 'node:crypto';
import type { Severity } from '../../core/finding.ts';
import type { ApiFinding } from './api-review.ts';
import { apiLimits } from './limits.ts';

/** What a finding says beside its place: the entry of a rule in its table. */
export interface RuleText {
  readonly id: `api.${string}`;
  readonly severity: Severity;
  readonly confidence: 'proved' | 'heuristic';
  /** Why it matters: what happens to whom. */
  readonly why: string;
  /** Where it is written down. */
  readonly source: string;
  /** What to do, in the imperative. */
  readonly fix: string;
}

/** A rule of our own over one kind of contract. */
export interface Rule<Contract> extends RuleText {
  readonly check: (contract: Contract) => Iterable<Hit>;
}

export interface Hit {
  /** What people call the place: "GET /orders". */
  readonly where: string;
  /** A JSON pointer ("#/paths/~1orders/get"), or the line where the format has no pointers. */
  readonly at: string | number;
  readonly detail?: string;
  /** Where one hit matters more or less than its rule. */
  readonly severity?: Severity;
}

export type LineOf = (pointer: string) => number;

/** A hit with what its rule says of it. */
export function toFinding(rule: RuleText, hit: Hit, lineOf: LineOf): ApiFinding {
  const { id, confidence, why, source, fix } = rule;
  const { where, at, detail = '' } = hit;
  const identity = [id, where, typeof at === 'string' ? at : '', detail].join('\n');
  return {
    id,
    fingerprint: createHash('sha256').update(identity).digest('hex').slice(0, 16),
    severity: hit.severity ?? rule.severity,
    confidence,
    where,
    ...(typeof at === 'string' ? { line: lineOf(at), pointer: at } : { line: at }),
    detail,
    why,
    source,
    fix,
  };
}

/** Everything that the rules find; a shared part that many places refer to is told once. */
export function applyRules<Contract>(
  rules: readonly Rule<Contract>[],
  contract: Contract,
  lineOf: LineOf,
): readonly ApiFinding[] {
  return rules.flatMap((rule) => {
    const seen = new Map<string, Hit>();
    for (const hit of rule.check(contract)) {
      const key = `${hit.at}\n${hit.detail ?? ''}`;
      if (!seen.has(key)) seen.set(key, hit);
      if (seen.size >= apiLimits.findingsPerRule) break;
    }
    return [...seen.values()].map((hit) => toFinding(rule, hit, lineOf));
  });
}
