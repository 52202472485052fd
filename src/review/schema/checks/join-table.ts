import type { Column, ForeignKey, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import {
  columnOf,
  isTime,
  keyColumns,
  label,
  ofColumns,
  primaryKey,
  sqlColumns,
  sqlName,
} from './facts.ts';
import { dropIndex, outgrown } from './index-ddl.ts';

/** Checks on tables that only tie two others together. */
export const joinTableChecks: readonly Check[] = [
  {
    id: 'join.no_composite_unique',
    category: 'correctness',
    severity: 'error',
    confidence: 'proved',
    reason:
      'The same pair can be stored twice: joins then count it twice, and deleting one leaves the other.',
    source: 'own rule',
    *findIn(table) {
      const pair = joinPair(table);
      if (pair === null) return;
      const columns = pair.flatMap((key) => key.columns);
      const unique = table.indexes.some(
        (index) =>
          index.unique &&
          index.valid &&
          keyColumns(index).length > 0 &&
          keyColumns(index).every((column) => columns.includes(column)),
      );
      if (unique) return;
      yield {
        object: ofColumns(table, columns),
        why: `${label(table, columns)} ties ${pair.map((key) => key.target.table).join(' and ')} together, and lets a pair in twice.`,
        row: { references: pair.map((key) => key.target.table) },
        fixes: [uniquePair(table, columns)],
      };
    },
  },
];

/** The two references of an N:M table, or null: it has values or a life of its own. */
export function joinPair(table: Table): readonly [ForeignKey, ForeignKey] | null {
  const [first, second, ...others] = table.foreignKeys.filter(
    (key) => !key.inherited && key.columns.length === 1,
  );
  if (first === undefined || second === undefined || others.length > 0) return null;
  if (
    first.columns[0] === second.columns[0] ||
    table.foreignKeys.length !== 2 ||
    happenings.test(table.name)
  )
    return null;
  const references = [...first.columns, ...second.columns];
  const key = primaryKey(table);
  const rest = table.columns.filter(
    (column) => !references.includes(column.name) && !(key.length === 1 && key[0] === column.name),
  );
  const plain = table.columns.some((column) => /^(id|uuid)$/i.test(column.name))
    ? rest.filter((column) => !/^(id|uuid)$/i.test(column.name))
    : rest;
  return plain.every(isSide) ? [first, second] : null;
}

/** Names of things that happen again and again between the same two. */
const happenings =
  /(events?|logs?|views?|visits?|clicks?|impressions?|messages?|comments?|payments?|bookings?|reservations?|orders?|history|transfers?|sessions?|requests?|invoices?|transactions?|reviews?|appointments?|rentals?|loans?|friendships?)$/i;

function isSide(column: Column): boolean {
  if (isTime(column))
    return /^(created|updated|deleted|joined|added|assigned|granted|linked)_?(at|on|date)$/i.test(
      column.name,
    );
  return (
    column.baseType === 'bool' ||
    /^(role|position|sort_order|sort|order|ordinal|rank|weight|primary)$/i.test(column.name)
  );
}

function uniquePair(table: Table, columns: readonly string[]): FixDraft {
  const name = sqlName(table);
  const key = sqlColumns(columns);
  const promote = primaryKey(table).length === 0;
  const nullable = columns.filter((column) => columnOf(table, column)?.notNull === false);
  const required = nullable
    .map((column) => `ALTER COLUMN ${quoteIdent(column)} SET NOT NULL, `)
    .join('');
  const drops = outgrown(table, columns).flatMap((index) => dropIndex(table, index).ddl);
  const dataCheck = `SELECT ${key}, count(*) FROM ${name} GROUP BY ${key} HAVING count(*) > 1 LIMIT 10`;
  return {
    ddl: [
      `ALTER TABLE ${name} ${required}ADD ${promote ? 'PRIMARY KEY' : 'UNIQUE'} (${key})`,
      ...drops,
    ],
    dataCheck,
  };
}
