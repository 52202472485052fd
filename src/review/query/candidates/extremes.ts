import { dottedName } from '../../schema/sql/tree.ts';
import type { Relation } from '../tree/block.ts';
import { operandOf } from '../tree/operand.ts';
import type { Candidate } from './candidate.ts';
import { isJoin, keyOf, unique, type Wanted } from './keyed.ts';

/** min() and max() read one end of an index. */
export function extremes(
  { table, block, predicates }: Wanted,
  relation: Relation,
): readonly Candidate[] {
  const fixed = unique(
    predicates.filter((one) => one.does === 'equal' && !isJoin(one, block)).map(keyOf),
  );
  return (block.select?.targetList ?? []).flatMap((target) => {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    if (value === undefined || !('FuncCall' in value)) return [];
    const name = dottedName(value.FuncCall.funcname).at(-1);
    const operand = operandOf(value.FuncCall.args?.[0], block);
    if ((name !== 'min' && name !== 'max') || operand?.relation !== relation) return [];
    const keys = unique([...fixed, operand.key]);
    return [
      { table, method: 'btree' as const, keys, where: null, why: `${name} of ${operand.key}` },
    ];
  });
}
