import type { Column, Index, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import {
  columnOf,
  isText,
  keyColumns,
  label,
  ofColumns,
  ofIndex,
  ofTable,
  primaryKey,
  sqlColumns,
  sqlName,
  uniqueKeys,
  words,
} from './facts.ts';
import { outgrown, dropIndex } from './index-ddl.ts';

/** Checks on primary keys. */
export const keyChecks: readonly Check[] = [
  {
    id: 'pk.missing',
    category: 'correctness',
    severity: 'error',
    confidence: 'proved',
    reason:
      'Without a primary key a row has no identity: logical replication, ORMs and safe updates need one.',
    source: 'PostgreSQL manual 5.5.4 and 29.1 (replica identity)',
    *findIn(table) {
      if (primaryKey(table).length > 0 || promotable(table) !== undefined) return;
      yield {
        object: ofTable(table),
        why: `${label(table)} has no primary key and no NOT NULL unique key.`,
        row: { columns: table.columns.map((column) => column.name) },
        fixes: newKey(table),
      };
    },
  },
  {
    id: 'pk.unique_notnull_instead',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A NOT NULL unique key already identifies the rows: promote it to the primary key.',
    source: 'PostgreSQL manual 5.5.4',
    *findIn(table) {
      const index = promotable(table);
      if (primaryKey(table).length > 0 || index === undefined) return;
      const columns = keyColumns(index);
      const key = sqlColumns(columns);
      const ddl = index.constraint
        ? [
            `ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${quoteIdent(index.name)}, ADD PRIMARY KEY (${key})`,
          ]
        : [
            `ALTER TABLE ${sqlName(table)} ADD CONSTRAINT ${quoteIdent(index.name)} PRIMARY KEY USING INDEX ${quoteIdent(index.name)}`,
          ];
      yield {
        object: ofIndex(table, index),
        why: `${label(table)} has no primary key, but ${index.name} on ${columns.join(', ')} is unique and NOT NULL.`,
        row: { index: index.definition },
        fixes: [{ ddl, safe: !index.constraint }],
      };
    },
  },
  {
    id: 'pk.varchar_or_uuid_text',
    category: 'performance',
    severity: 'info',
    confidence: 'heuristic',
    reason:
      'A text key is copied into every referencing table and index; a uuid as text takes 37 bytes instead of 16.',
    source: 'pg-index-health primary keys that are varchar',
    *findIn(table) {
      const column = soleKey(table);
      if (column === undefined || !isText(column)) return;
      const uuid = looksLikeUuid(column);
      const fixes = uuid
        ? [
            {
              ddl: [
                `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${quoteIdent(column.name)} TYPE uuid USING ${quoteIdent(column.name)}::uuid`,
              ],
              dataCheck: `SELECT ${quoteIdent(column.name)} FROM ${sqlName(table)} WHERE ${quoteIdent(column.name)} !~* '^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$' LIMIT 10`,
            },
          ]
        : [];
      yield {
        object: ofColumns(table, [column.name]),
        why: uuid
          ? `${label(table, [column.name])} seems to hold a uuid as ${column.type}.`
          : `The primary key ${label(table, [column.name])} is ${column.type}.`,
        row: { type: column.type },
        fixes,
      };
    },
  },
  {
    id: 'pk.natural_key',
    category: 'design',
    severity: 'info',
    confidence: 'heuristic',
    reason: 'A key with a meaning changes when the meaning does, and takes all references with it.',
    source: 'pg-index-health natural keys; azimutt',
    *findIn(table) {
      const column = soleKey(table);
      if (
        column === undefined ||
        fedBySequence(column) ||
        column.baseType === 'uuid' ||
        looksLikeUuid(column)
      )
        return;
      const natural = words(column.name).some((word) => naturalWords.has(word));
      if (!natural || isReference(table, column)) return;
      yield {
        object: ofColumns(table, [column.name]),
        why: `The primary key ${label(table, [column.name])} looks like a business value.`,
        row: { type: column.type },
      };
    },
  },
];

const naturalWords: ReadonlySet<string> = new Set(
  'email mail username login name code slug sku isbn ean ssn vin phone number title date iban country currency domain url'.split(
    ' ',
  ),
);

/** The only column of the primary key. */
export function soleKey(table: Table): Column | undefined {
  const [name, ...rest] = primaryKey(table);
  return name === undefined || rest.length > 0 ? undefined : columnOf(table, name);
}

export function fedBySequence(column: Column): boolean {
  return column.serial || column.identity || (column.default ?? '').startsWith('nextval(');
}

export function looksLikeUuid(column: Column): boolean {
  if (!isText(column)) return false;
  return (
    words(column.name).some((word) => word === 'uuid' || word === 'guid') ||
    (column.length === 36 && /id$/i.test(column.name))
  );
}

function isReference(table: Table, column: Column): boolean {
  return table.foreignKeys.some((key) => key.columns.includes(column.name));
}

function promotable(table: Table): Index | undefined {
  return uniqueKeys(table).find(
    (index) =>
      !index.deferrable && keyColumns(index).every((name) => columnOf(table, name)?.notNull),
  );
}

/** A join table is identified by its pair; a table with an id column by it; any other gets one. */
function newKey(table: Table): readonly FixDraft[] {
  const name = sqlName(table);
  if (table.kind === 'partitioned') return [];
  const references = table.foreignKeys
    .filter((key) => key.columns.length === 1)
    .map((key) => key.columns[0] ?? '');
  const pair =
    references.length === 2 && new Set(references).size === 2 ? references : idPair(table);
  const own = pair ?? (columnOf(table, 'id') === undefined ? null : ['id']);
  const adding = {
    ddl: [`ALTER TABLE ${name} ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`],
    // A third column makes a table of two one that has a time of its own.
    leadsTo: ['tbl.no_created_at', 'col.nullable_all'],
  };
  if (own === null) return [adding];
  const columns = sqlColumns(own);
  const drops = outgrown(table, own).flatMap((index) => dropIndex(table, index).ddl);
  const dataCheck = `SELECT ${columns}, count(*) FROM ${name} GROUP BY ${columns} HAVING count(*) > 1 OR ${own.map((column) => `${quoteIdent(column)} IS NULL`).join(' OR ')} LIMIT 10`;
  const ddl = [`ALTER TABLE ${name} ADD PRIMARY KEY (${columns})`, ...drops];
  return [{ ddl, dataCheck, leadsTo: askedOfKeysOnly }];
}

/** Two ids and nothing else: what ties two tables together, with or without foreign keys. */
function idPair({ columns }: Table): readonly string[] | null {
  const names = columns.map((column) => column.name);
  return names.length === 2 && columns.every(({ notNull, name }) => notNull && /._id$/.test(name))
    ? names
    : null;
}

/** What is asked of a primary key, or of the columns beside one, can only be found once there is one. */
const askedOfKeysOnly = [
  'pk.serial_not_identity',
  'pk.int4_overflow',
  'pk.varchar_or_uuid_text',
  'pk.natural_key',
  'col.nullable_all',
];

/** The sequence that a serial's default names. It is printed with its schema: the search path is empty then. */
export function sequenceOf(column: Column): string | null {
  return (
    /^nextval\('(.+)'::regclass\)$/.exec(column.default ?? '')?.[1]?.replaceAll("''", "'") ?? null
  );
}
