import type { PlanNode } from '../review.ts';
import { nodesOf, titleOf } from '../plan/shape.ts';
import type { Block } from '../tree/block.ts';
import type { QueryCheck, QueryHit } from './query-check.ts';

/** A subquery that runs again for each row. */
export const correlatedSubquery: QueryCheck = {
  id: 'query.correlated_subquery',
  severity: 'warn',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL manual 14.1: using EXPLAIN',
  *find({ plan, advice, blocks }) {
    const best = advice?.after ?? plan;
    if (best === null) return;
    for (const { parent, part, isList } of subPlans(best.tree)) {
      if (isList) continue;
      const sized = parent.rows >= 1_000;
      const times = sized ? `, about ${parent.rows.toLocaleString('en')} times` : '';
      yield {
        severity: sized ? 'warn' : 'info',
        why: `${part.part ?? 'A subquery'} runs again for each row around it${times}: ${titleOf(part)}, cost ${part.cost.toLocaleString('en')} each time.`,
        ...placeOf(blocks.find(({ role, outer }) => role === 'scalar' && outer !== null)),
        evidence: { by: 'plan', text: best.shape },
        fix: 'Join with the grouped subquery (LEFT JOIN (SELECT key, … GROUP BY key)), or LATERAL with the index it needs where only few outer rows are left.',
      };
    }
  },
};

/** NOT IN over more rows than a hash table may hold. */
export const notInRescanned: QueryCheck = {
  id: 'query.not_in_rescanned',
  severity: 'error',
  category: 'performance',
  confidence: 'proved',
  source: 'PostgreSQL wiki: Don’t Do This, NOT IN',
  *find({ plan, advice, blocks }) {
    const best = advice?.after ?? plan;
    if (best === null) return;
    for (const { parent, part, isList } of subPlans(best.tree)) {
      if (!isList || part.rows < 1_000) continue;
      const [list, rows] = [part.rows.toLocaleString('en'), parent.rows.toLocaleString('en')];
      yield {
        why: `NOT IN goes through a list of about ${list} rows for each of ${rows} rows and more: it does not fit into a hash table (work_mem).`,
        ...placeOf(blocks.find(({ role }) => role === 'in')),
        evidence: { by: 'plan', text: best.shape },
        fix: 'NOT EXISTS (SELECT FROM … WHERE … = …): it is planned as an anti-join, and an index can serve it.',
      };
    }
  },
};

interface SubPlan {
  readonly parent: PlanNode;
  readonly part: PlanNode;
  /** Compared with as a list (IN, ANY), not computed from the row around it. */
  readonly isList: boolean;
}

/** Subplans that are no hash table: those are filled once. */
function subPlans(tree: PlanNode): readonly SubPlan[] {
  return [...nodesOf(tree)].flatMap((parent) =>
    parent.children
      .filter(({ part }) => part?.startsWith('SubPlan') === true)
      .filter(({ part }) => !parent.detail.some((line) => line.includes(`hashed ${part}`)))
      .map((part) => ({
        parent,
        part,
        isList: parent.detail.some((line) => line.includes(`(${part.part}).col`)),
      })),
  );
}

function placeOf(block: Block | undefined): Pick<QueryHit, 'at'> {
  const [target] = block?.select?.targetList ?? [];
  return target !== undefined && 'ResTarget' in target ? { at: target.ResTarget.location } : {};
}
