import type { ForeignKey, Index, Table } from '../catalog/model.ts';
import type { Check } from './check.ts';
import { keyColumns, label, ofForeignKey, ownForeignKeys, sameSet } from './facts.ts';
import { createIndex } from './index-ddl.ts';

/** Checks on whether a foreign key's lookups have an index. */
export const foreignKeyIndexChecks: readonly Check[] = [
  {
    id: 'fk.unindexed',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'Each DELETE or key UPDATE of a referenced row scans the referencing table, and joins do so too.',
    source: 'PostgreSQL manual 5.5.5; splinter 0001; pg-index-health',
    *findIn(table, catalog) {
      for (const key of ownForeignKeys(table)) {
        const leaves = catalog.tables.filter((other) => other.partitionOf === table.oid);
        if (coverage(table, key, leaves) !== 'none') continue;
        yield {
          object: ofForeignKey(table, key),
          why: `No index leads with ${label(table, key.columns)}, which references ${key.target.table}.`,
          row: { constraint: key.name, references: key.target.table },
          fixes: [createIndex(table, key.columns)],
        };
      }
    },
  },
  {
    id: 'fk.partial_not_implied',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason:
      'The lookup of a foreign key does not imply the predicate of this partial index, so the planner cannot use it.',
    source: 'PostgreSQL manual 11.8; measured',
    *findIn(table, catalog) {
      for (const key of ownForeignKeys(table)) {
        const leaves = catalog.tables.filter((other) => other.partitionOf === table.oid);
        if (coverage(table, key, leaves) !== 'partial') continue;
        const index = table.indexes.find((candidate) => leads(candidate, key));
        yield {
          object: {
            ...ofForeignKey(table, key),
            ...(index === undefined ? {} : { index: index.name }),
          },
          why: `Only a partial index (WHERE ${index?.predicate ?? '…'}) leads with ${label(table, key.columns)}.`,
          row: { constraint: key.name, index: index?.definition },
          fixes: [createIndex(table, key.columns)],
        };
      }
    },
  },
];

/** On a partitioned table, indexes on every leaf do as well as one on the parent. */
function coverage(
  table: Table,
  key: ForeignKey,
  leaves: readonly Table[],
): 'full' | 'partial' | 'none' {
  const leading = table.indexes.filter((index) => leads(index, key));
  if (leading.some((index) => index.predicate === null || impliedBy(key, index.predicate)))
    return 'full';
  if (leaves.length > 0 && leaves.every((leaf) => coverage(leaf, key, []) === 'full'))
    return 'full';
  return leading.length > 0 ? 'partial' : 'none';
}

/** Whether the lookup `WHERE a = $1 AND b = $2` can use the index: its first columns are the key's, in any order. */
function leads(index: Index, key: ForeignKey): boolean {
  const first = index.keys.slice(0, key.columns.length).flatMap((part) => part.column ?? []);
  const usable = index.method === 'btree' || (index.method === 'hash' && key.columns.length === 1);
  return usable && index.valid && sameSet(first, key.columns);
}

/** `a = $1` implies `a IS NOT NULL`, and nothing else that can be told without the planner. */
export function impliedBy(key: Pick<ForeignKey, 'columns'>, predicate: string): boolean {
  return predicate
    .split(/\bAND\b/i)
    .map((part) => /^[\s(]*"?([^"()]+?)"?\s+IS NOT NULL[\s)]*$/i.exec(part)?.[1])
    .every((column) => column !== undefined && key.columns.includes(column));
}

export function coversForeignKey(table: Table, columns: readonly string[]): boolean {
  return table.indexes.some(
    (index) =>
      index.predicate === null && sameSet(keyColumns(index).slice(0, columns.length), columns),
  );
}
