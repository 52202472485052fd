import type { Column, Table } from '../catalog/model.ts';
import type { Check } from './check.ts';
import {
  columnOf,
  isForeignKeyColumn,
  isTime,
  keyColumns,
  label,
  ofColumns,
  ofIndex,
  ofTable,
  primaryKey,
  words,
  ownIndexes,
  usableIndexes,
} from './facts.ts';
import { createIndex, dropIndex, exchange } from './index-ddl.ts';
import { impliedBy } from './foreign-key-indexes.ts';

/** Checks on indexes. */
export const indexChecks: readonly Check[] = [
  {
    id: 'idx.boolean',
    category: 'performance',
    severity: 'info',
    confidence: 'proved',
    reason:
      'Two values split a table in halves: the planner mostly reads it all. A partial index on the rare value helps.',
    source: 'pg-index-health indexes with boolean',
    *findIn(table) {
      for (const index of usableIndexes(table)) {
        const [key, ...rest] = index.keys;
        const column = columnOf(table, key?.column ?? '');
        if (
          rest.length > 0 ||
          index.unique ||
          index.predicate !== null ||
          column?.baseType !== 'bool'
        )
          continue;
        yield {
          object: ofIndex(table, index),
          why: `${index.name} is on the boolean ${column.name} alone.`,
          row: { index: index.definition },
        };
      }
    },
  },
  {
    id: 'idx.btree_on_array',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A b-tree compares whole arrays: it serves neither @> nor && nor = ANY (column).',
    source: 'pg-index-health b-tree indexes on array columns',
    *findIn(table) {
      for (const index of usableIndexes(table)) {
        const array = index.keys
          .map((key) => columnOf(table, key.column ?? ''))
          .find((column) => column !== undefined && isArray(column));
        if (index.method !== 'btree' || index.unique || array === undefined) continue;
        const gin = createIndex(table, [array.name], { using: 'gin' });
        const fixes =
          index.keys.length === 1
            ? [{ ...exchange(gin, dropIndex(table, index)), safe: true }]
            : [];
        yield {
          object: ofIndex(table, index),
          why: `${index.name} is a b-tree on the array ${array.name}.`,
          row: { index: index.definition },
          fixes,
        };
      }
    },
  },
  {
    id: 'idx.unneeded_where',
    category: 'performance',
    severity: 'info',
    confidence: 'proved',
    reason:
      'The column cannot be NULL, so the predicate leaves nothing out and only hinders the planner.',
    source: 'pg-index-health indexes with unnecessary WHERE clause',
    *findIn(table) {
      for (const index of usableIndexes(table)) {
        const required = table.columns
          .filter((column) => column.notNull)
          .map((column) => column.name);
        if (index.predicate === null || !impliedBy({ columns: required }, index.predicate))
          continue;
        const columns = keyColumns(index);
        // Its method, its order and what it includes would have to be kept.
        const isPlain =
          index.method === 'btree' &&
          index.include.length === 0 &&
          index.keys.every(({ option }) => option === 0);
        const fixes =
          columns.length === 0 || index.unique || !isPlain
            ? []
            : [
                {
                  ...exchange(createIndex(table, columns), dropIndex(table, index)),
                  safe: true,
                },
              ];
        yield {
          object: ofIndex(table, index),
          why: `${index.name} leaves out NULLs of a column that has none: WHERE ${index.predicate}.`,
          row: { index: index.definition },
          fixes,
        };
      }
    },
  },
  {
    id: 'idx.too_many',
    category: 'performance',
    severity: 'info',
    confidence: 'proved',
    reason:
      'Each write maintains every index, and no update that touches an indexed column stays in its page.',
    source: 'azimutt; bytebase; sqlcheck (more than ten)',
    *findIn(table) {
      if (table.indexes.length <= 10) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} has ${table.indexes.length} indexes.`,
        row: { indexes: table.indexes.map((index) => index.name) },
      };
    },
  },
  {
    id: 'idx.too_many_columns',
    category: 'performance',
    severity: 'info',
    confidence: 'proved',
    reason:
      'Columns behind the third or fourth seldom narrow a search, but all of them are stored and kept in order.',
    source: 'azimutt; bytebase index.key-number-limit',
    *findIn(table) {
      for (const index of ownIndexes(table)) {
        if (index.keys.length <= 5 || index.unique) continue;
        yield {
          object: ofIndex(table, index),
          why: `${index.name} has ${index.keys.length} columns.`,
          row: { index: index.definition },
        };
      }
    },
  },
  {
    id: 'idx.timestamp_in_middle',
    category: 'performance',
    severity: 'info',
    confidence: 'heuristic',
    reason:
      'After a column that is searched by range, the next ones no longer narrow the scan: equality columns go first.',
    source: 'pg-index-health indexes with timestamp in the middle; use-the-index-luke',
    *findIn(table) {
      for (const index of usableIndexes(table)) {
        const columns = index.keys.map((key) => columnOf(table, key.column ?? ''));
        const at = columns.findIndex((column) => column !== undefined && isTime(column));
        const behind = columns
          .slice(at + 1)
          .find((column) => column !== undefined && comparedByEquality(table, column));
        if (at === -1 || behind === undefined || index.unique || index.method !== 'btree') continue;
        yield {
          object: ofIndex(table, index),
          why: `In ${index.name} the range column ${columns[at]?.name} stands before ${behind.name}.`,
          row: { index: index.definition },
        };
      }
    },
  },
  {
    id: 'idx.jsonb_without_gin',
    category: 'performance',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'Search by containment or key in this column reads every row.',
    source: 'PostgreSQL manual 8.14.4',
    *findIn(table) {
      for (const column of table.columns) {
        if (column.baseType !== 'jsonb' || words(column.name).some((word) => opaque.has(word)))
          continue;
        const indexed = table.indexes.some((index) =>
          index.keys.some(
            (key) =>
              key.column === column.name || (key.column === null && key.text.includes(column.name)),
          ),
        );
        if (indexed) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} is jsonb and has no index. If you filter by it, it needs one.`,
          row: { type: column.type },
          fixes: [createIndex(table, [column.name], { using: 'gin' })].map((fix) => ({
            ...fix,
            safe: false,
          })),
        };
      }
    },
  },
];

const opaque: ReadonlySet<string> = new Set(
  'payload raw snapshot settings config configuration preferences prefs options response request body context old new before after diff changes error result results'.split(
    ' ',
  ),
);

function isArray(column: Column): boolean {
  return column.type.endsWith('[]');
}

function comparedByEquality(table: Table, column: Column): boolean {
  if (primaryKey(table).includes(column.name) && !isForeignKeyColumn(table, column.name))
    return false;
  if (
    isForeignKeyColumn(table, column.name) ||
    column.baseType === 'bool' ||
    column.typeKind === 'e'
  )
    return true;
  return /(_id|Id|_type|_code)$|^(status|state|type|kind|role|category)$/.test(column.name);
}
