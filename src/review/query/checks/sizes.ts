import { dottedName } from '../../schema/sql/tree.ts';
import type { PlanNode } from '../review.ts';
import { nodesOf, titleOf } from '../plan/shape.ts';
import { predicatesIn } from '../tree/predicate.ts';
import type { QueryCheck } from './query-check.ts';

/** More rows than a program wants in its memory, or a person on a page. */
const MANY = 10_000;
/** A count that is read in full takes longer than anybody waits. */
const HUGE = 1_000_000;

/** A result without an end. */
export const unboundedSelect: QueryCheck = {
  id: 'query.unbounded_select',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 7.6: LIMIT and OFFSET',
  *find({ blocks, plan, advice, rowsOf }) {
    const [top] = blocks.filter(({ role, kind }) => role === 'top' && kind === 'select');
    const rows = (advice?.after ?? plan)?.rows ?? 0;
    if (top?.select == null || plan === null || rows < MANY) return;
    // Of an expression the planner knows nothing and says 0.5 %: no number to blame anybody with.
    if (advice === null && predicatesIn(top).some(({ operand }) => operand.column === null)) return;
    if (top.select.limitCount !== undefined || top.select.groupClause !== undefined) return;
    if (!top.relations.some(({ table }) => table !== null && (rowsOf(table) ?? 0) >= MANY)) return;
    yield {
      why: `It returns about ${rows.toLocaleString('en')} rows at this size, and more as the tables grow.`,
      evidence: { by: 'plan', text: `${titleOf(plan.tree)}: ${rows.toLocaleString('en')} rows` },
      fix: 'Give it a LIMIT and page by key; for an export use a cursor or COPY.',
    };
  },
};

/** count(*) of a huge table. */
export const countHuge: QueryCheck = {
  id: 'query.count_huge',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL wiki: Count estimate',
  *find({ blocks, plan, advice }) {
    if (plan === null) return;
    for (const { select, role } of blocks) {
      const counts = (select?.targetList ?? []).find((target) => {
        const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
        if (value === undefined || !('FuncCall' in value)) return false;
        const { funcname, agg_star: star } = value.FuncCall;
        return star === true && dottedName(funcname).at(-1) === 'count';
      });
      if (counts === undefined || role !== 'top' || select?.groupClause !== undefined) continue;
      const scan = biggestScan(advice?.after.tree ?? plan.tree);
      if (scan === null || scan.rows < HUGE) continue;
      const rows = scan.rows.toLocaleString('en');
      yield {
        why: `count(*) visits about ${rows} rows each time: PostgreSQL keeps no count, an index only makes each visit cheaper.`,
        at: 'ResTarget' in counts ? counts.ResTarget.location : undefined,
        evidence: { by: 'plan', text: `${titleOf(scan)}: ${rows} rows` },
        fix: 'Show an estimate (pg_class.reltuples, or the planner’s rows), count up to a limit ("1,000+"), or keep a counter.',
      };
    }
  },
};

function biggestScan(tree: PlanNode): PlanNode | null {
  const scans = [...nodesOf(tree)].filter(({ node }) => /Scan/.test(node));
  return scans.toSorted((a, b) => b.rows - a.rows)[0] ?? null;
}
