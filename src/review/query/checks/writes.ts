import { byRule, type QueryCheck } from './query-check.ts';

/** UPDATE and DELETE that take every row. */
export const writeWithoutWhere: QueryCheck = {
  id: 'query.write_without_where',
  severity: 'error',
  category: 'correctness',
  confidence: 'proved',
  source: 'PostgreSQL manual: UPDATE, DELETE',
  *find({ blocks, node }) {
    for (const { kind, where, relations } of blocks) {
      if (kind === 'select' || where !== null) continue;
      const word = kind.toUpperCase();
      const table = relations[0]?.table?.name ?? relations[0]?.alias ?? 'the table';
      const joined = relations.length > 1 ? ', joined with another table without a condition' : '';
      yield {
        why: `${word} without WHERE changes every row of ${table}${joined}.`,
        object: table,
        evidence: byRule(`${Object.keys(node)[0] ?? word} has no whereClause`),
        fix: `Say which rows. If all are meant, say WHERE true, and work in batches by the primary key: one ${word} of everything holds every row lock until it ends.`,
      };
    }
  },
};
