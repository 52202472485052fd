import type { Node, SubLink } from 'libpg-query';
import type { Block } from '../tree/block.ts';
import { operandOf, useOf } from '../tree/operand.ts';
import { predicatesIn } from '../tree/predicate.ts';
import { byRule, type QueryCheck, type QueryHit, type Subject } from './query-check.ts';

/** NOT IN over something that can be NULL is never true. */
export const notInNullable: QueryCheck = {
  id: 'query.not_in_nullable',
  severity: 'error',
  category: 'correctness',
  confidence: 'proved',
  source: 'PostgreSQL manual 9.24: NOT IN; wiki: Don’t Do This',
  *find(subject) {
    for (const block of subject.blocks) {
      for (const condition of block.conditions) {
        const link = negatedSubLink(condition);
        if (link !== null) yield* judgeSubquery(link, subject);
        else yield* judgeList(condition, block);
      }
    }
  },
};

/** `NOT (a IN (SELECT …))`, or `a <> ALL (SELECT …)`. */
function negatedSubLink(node: Node): SubLink | null {
  if ('SubLink' in node) return node.SubLink.subLinkType === 'ALL_SUBLINK' ? node.SubLink : null;
  if (!('BoolExpr' in node) || node.BoolExpr.boolop !== 'NOT_EXPR') return null;
  const [inner] = node.BoolExpr.args ?? [];
  const link = inner !== undefined && 'SubLink' in inner ? inner.SubLink : null;
  return link?.subLinkType === 'ANY_SUBLINK' ? link : null;
}

function* judgeSubquery(
  { subselect, location }: SubLink,
  { blocks }: Subject,
): Generator<QueryHit> {
  const select = subselect !== undefined && 'SelectStmt' in subselect ? subselect.SelectStmt : null;
  const block = blocks.find((candidate) => candidate.select === select);
  const [target] = select?.targetList ?? [];
  if (block === undefined || target === undefined || !('ResTarget' in target)) return;
  const use = useOf(target.ResTarget.val, block);
  if (use === null || use.column.notNull) return;
  const excluded = predicatesIn(block).some(
    ({ does, operand }) => does === 'not-null' && operand.column === use.column,
  );
  if (excluded) return;
  const name = `${use.relation.table?.name ?? use.relation.alias}.${use.column.name}`;
  yield {
    why: `${name} may be NULL: one NULL among its values, and NOT IN is true for no row. It also cannot become an anti-join.`,
    at: location,
    object: name,
    evidence: { by: 'catalog', text: `${name} has no NOT NULL` },
    fix: `NOT EXISTS (SELECT FROM … WHERE ${name} = …), which means what is meant, and is planned as an anti-join.`,
  };
}

/** `a NOT IN (1, NULL)` */
function* judgeList(node: Node, block: Block): Generator<QueryHit> {
  if (!('A_Expr' in node) || node.A_Expr.kind !== 'AEXPR_IN') return;
  const { name, lexpr, rexpr, location } = node.A_Expr;
  const [operator] = name ?? [];
  const negated = operator !== undefined && 'String' in operator && operator.String.sval === '<>';
  const items = rexpr !== undefined && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
  if (!negated || !items.some((item) => 'A_Const' in item && item.A_Const.isnull === true)) return;
  const key = operandOf(lexpr, block)?.key ?? 'the value';
  yield {
    why: `There is a NULL in the list of NOT IN: the condition on ${key} is true for no row.`,
    at: location,
    evidence: byRule('a NULL literal in NOT IN'),
    fix: `Take the NULL out of the list; say ${key} IS NOT NULL if that was meant.`,
  };
}
