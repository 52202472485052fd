import type { ApiChange, ApiFinding } from '../api-review.ts';
import { toFinding, type Hit, type LineOf, type RuleText } from '../rule.ts';

/** A change as an engine tells it, before equal ones are put together. */
export interface Change extends Omit<ApiChange, 'line'> {
  /** Where it stands in the new document, or where it stood; a line where the format has no pointers. */
  readonly at: string | number;
  readonly isGone: boolean;
}

const COMPATIBILITY = 'https://google.aip.dev/180';

const breakingChange: RuleText = {
  id: 'api.breaking_change',
  severity: 'error',
  confidence: 'proved',
  why: 'Callers of the earlier version stop working, or get what they did not expect.',
  source: COMPATIBILITY,
  fix: 'Keep the old form beside the new one, mark it deprecated with a date, and take it away in the next major version.',
};

const dangerousChange: RuleText = {
  id: 'api.dangerous_change',
  severity: 'warn',
  confidence: 'heuristic',
  why: 'Allowed by the contract, and yet callers that relied on what they saw may break.',
  source: COMPATIBILITY,
  fix: 'Ask who uses it, or measure; announce it before.',
};

/** The same change in many places, which a shared schema makes of one edit, is told once with its first place. */
export function groupChanges(changes: readonly Change[], lineOf: LineOf): readonly ApiChange[] {
  return grouped(changes).map(([first, ...more]) => ({
    effect: first.effect,
    where: more.length === 0 ? first.where : `${first.where} and ${more.length} more`,
    what: first.what,
    line: first.isGone ? null : lineAt(first.at, lineOf),
  }));
}

/** What breaks, or may break, as findings: so that one list ranks everything. */
export function changeFindings(changes: readonly Change[], lineOf: LineOf): readonly ApiFinding[] {
  return grouped(changes).flatMap(([first, ...more]) => {
    const rule = RULES[first.effect];
    if (rule === undefined) return [];
    const where = more.length === 0 ? first.where : `${first.where} and ${more.length} more`;
    const hit: Hit = { where, at: first.at, detail: first.what };
    return [toFinding(rule, hit, lineOf)];
  });
}

const RULES: Partial<Readonly<Record<Change['effect'], RuleText>>> = {
  breaking: breakingChange,
  dangerous: dangerousChange,
};

function grouped(changes: readonly Change[]): readonly (readonly [Change, ...Change[]])[] {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const key = `${change.effect}\n${change.what}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  const order = ['breaking', 'dangerous', 'unclassified', 'non-breaking', 'annotation'];
  return [...groups.values()].toSorted(
    ([a], [b]) => order.indexOf(a.effect) - order.indexOf(b.effect),
  );
}

function lineAt(at: string | number, lineOf: LineOf): number {
  return typeof at === 'number' ? at : lineOf(at);
}
