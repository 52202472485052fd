import { keyColumns, uniqueKeys } from '../../schema/checks/facts.ts';
import type { Block, Relation } from '../tree/block.ts';
import { columnRefsIn } from '../tree/operand.ts';
import { predicatesIn } from '../tree/predicate.ts';
import { resolve } from '../tree/resolve.ts';
import { byRule, type QueryCheck } from './query-check.ts';

/** Tables that stand side by side without a condition between them. */
export const cartesianJoin: QueryCheck = {
  id: 'query.cartesian_join',
  severity: 'error',
  category: 'correctness',
  confidence: 'proved',
  source: 'PostgreSQL manual 7.2.1: joined tables',
  *find({ blocks, rowsOf }) {
    for (const block of blocks) {
      const groups = connected(block);
      const [first, second] = groups;
      if (first === undefined || second === undefined) continue;
      const names = groups.map((group) => group.map(({ alias }) => alias).join('+'));
      const counts = groups.map((group) =>
        Math.max(1, ...group.map(({ table }) => (table === null ? 1 : (rowsOf(table) ?? 0)))),
      );
      const product = counts.reduce((all, count) => all * count, 1);
      const times =
        product > 1 ? ` (${counts.map((count) => count.toLocaleString('en')).join(' × ')})` : '';
      yield {
        why: `No condition joins ${names.join(' and ')}: each row of one is paired with each of the other${times}.`,
        object: names.join(', '),
        evidence: byRule(`${groups.length} groups of tables without a common condition`),
        fix: 'Join them on their foreign key. If every pair is meant, say CROSS JOIN.',
      };
    }
  },
};

/** Tables that are joined with each other, directly or through others. Those that are meant to stand alone are left out. */
function connected(block: Block): readonly (readonly Relation[])[] {
  let groups: readonly (readonly Relation[])[] = block.relations
    .filter((relation) => relation.table !== null && !block.crossed.has(relation.alias))
    .filter((relation) => !isOneRow(relation, block))
    .map((relation) => [relation]);
  if (groups.length < 2 || block.relations.some(({ table }) => table === null)) return [];
  for (const condition of block.conditions) {
    const uses = [...columnRefsIn(condition)].map((ref) => resolve(ref, block));
    // What cannot be resolved may join anything with anything.
    if (uses.some((use) => use === null)) return [];
    const named = new Set(uses.flatMap((use) => (use?.block === block ? [use.relation] : [])));
    const touched = groups.filter((group) => group.some((relation) => named.has(relation)));
    if (touched.length > 1) {
      groups = [...groups.filter((group) => !touched.includes(group)), touched.flat()];
    }
  }
  return groups;
}

/** Found by a unique key: at most one row, which multiplies nothing. */
function isOneRow(relation: Relation, block: Block): boolean {
  const { table } = relation;
  if (table === null) return false;
  const fixed = new Set(
    predicatesIn(block)
      .filter(
        ({ operand, does, join }) =>
          operand.relation === relation && does === 'equal' && join?.block !== block,
      )
      .flatMap(({ operand }) => operand.column?.name ?? []),
  );
  return uniqueKeys(table).some((index) => keyColumns(index).every((column) => fixed.has(column)));
}
