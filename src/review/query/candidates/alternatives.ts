import type { Node } from 'libpg-query';
import { conjuncts } from '../tree/conjuncts.ts';
import type { Relation } from '../tree/block.ts';
import { predicatesOf, type Predicate } from '../tree/predicate.ts';
import type { Candidate } from './candidate.ts';
import { keyOf, unique, type Wanted } from './keyed.ts';

/** OR needs an index an arm: PostgreSQL joins their bitmaps. */
export function alternatives({ table, block }: Wanted, relation: Relation): readonly Candidate[] {
  const arms = block.conditions.flatMap(armsOf);
  const predicates = arms.flatMap((arm) =>
    conjuncts(arm).flatMap((condition): readonly Predicate[] => predicatesOf(condition, block)),
  );
  const served = predicates.filter(
    ({ operand, does }) =>
      operand.relation === relation &&
      ['equal', 'member', 'range', 'prefix', 'null'].includes(does),
  );
  return unique(served.map(keyOf)).map((key) => ({
    table,
    method: 'btree',
    keys: [key],
    where: null,
    why: `one arm of OR: ${key}`,
  }));
}

/** The arms of a condition that is an OR, and nothing of any other. */
export function armsOf(condition: Node): readonly Node[] {
  if (!('BoolExpr' in condition) || condition.BoolExpr.boolop !== 'OR_EXPR') return [];
  return (condition.BoolExpr.args ?? []).flatMap((arm) => {
    const inner = armsOf(arm);
    return inner.length > 0 ? inner : [arm];
  });
}
