import type { Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import { ownTables, type Check, type FixDraft } from './check.ts';
import {
  freeName,
  isForeignKeyColumn,
  isText,
  label,
  ofColumns,
  ofTable,
  sqlName,
} from './facts.ts';
import { coversForeignKey } from './foreign-key-indexes.ts';
import { createIndex } from './index-ddl.ts';
import { soleKey } from './keys.ts';
import { namedAfter } from './named-after.ts';

/** Checks on how tables hang together. */
export const referenceChecks: readonly Check[] = [
  {
    id: 'fk.missing_relation',
    category: 'design',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'Nothing keeps the value from pointing at a row that is not there.',
    source: 'sqlcheck; azimutt',
    *findIn(table, catalog) {
      for (const column of table.columns) {
        const stem = /^(.+?)(?:_id|Id)$/.exec(column.name)?.[1];
        if (
          stem === undefined ||
          isForeignKeyColumn(table, column.name) ||
          polymorphicType(table, stem) !== undefined
        )
          continue;
        const target = namedAfter(catalog, stem, table.schema);
        const key = target && soleKey(target);
        if (target === undefined || key === undefined || !comparable(column.baseType, key.baseType))
          continue;
        if (target.oid === table.oid) continue;
        yield {
          object: ofColumns(table, [column.name]),
          why: `${label(table, [column.name])} looks like a reference to ${label(target)}, but no foreign key says so.`,
          row: { matches: target.name, key: key.name },
          fixes:
            column.baseType === key.baseType
              ? [addForeignKey(table, column.name, target, key.name)]
              : [],
        };
      }
    },
  },
  {
    id: 'tbl.polymorphic',
    category: 'design',
    severity: 'warn',
    confidence: 'heuristic',
    reason: 'A pair of type and id can point anywhere: the database can check none of it.',
    source: 'SQL Antipatterns, Polymorphic Associations',
    *findIn(table) {
      for (const column of table.columns) {
        const stem = /^(.+?)(?:_id|Id)$/.exec(column.name)?.[1];
        const type = stem === undefined ? undefined : polymorphicType(table, stem);
        if (type === undefined || isForeignKeyColumn(table, column.name)) continue;
        yield {
          object: ofColumns(table, [type, column.name]),
          why: `${label(table, [type, column.name])} is a polymorphic reference.`,
          row: { type, id: column.name },
        };
      }
    },
  },
  {
    id: 'fk.no_fk_at_all',
    category: 'design',
    severity: 'info',
    confidence: 'proved',
    reason: 'A table that nothing is tied to is either a leftover or misses its relations.',
    source: 'pg-index-health tables not linked to others; sqlcheck',
    *find(catalog) {
      const tables = ownTables(catalog);
      if (tables.length < 2) return;
      const linked = new Set(
        catalog.tables.flatMap((table) =>
          table.foreignKeys.length === 0
            ? []
            : [table.oid, ...table.foreignKeys.map((key) => key.target.oid)],
        ),
      );
      for (const table of tables) {
        if (linked.has(table.oid) || bookkeeping.has(table.name.toLowerCase())) continue;
        yield {
          object: ofTable(table),
          why: `${label(table)} references no table and none references it.`,
          row: { foreignKeys: 0 },
        };
      }
    },
  },
];

const bookkeeping: ReadonlySet<string> = new Set([
  'schema_migrations',
  'ar_internal_metadata',
  'flyway_schema_history',
  '_prisma_migrations',
  'alembic_version',
  'databasechangelog',
  'databasechangeloglock',
  'knex_migrations',
  'django_migrations',
]);

function polymorphicType(table: Table, stem: string): string | undefined {
  const type = table.columns.find(
    (column) => column.name === `${stem}_type` || column.name === `${stem}Type`,
  );
  return type !== undefined && (isText(type) || type.typeKind === 'e') ? type.name : undefined;
}

const integers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8']);

function comparable(a: string, b: string): boolean {
  return a === b || (integers.has(a) && integers.has(b));
}

function addForeignKey(table: Table, column: string, target: Table, key: string): FixDraft {
  const name = quoteIdent(freeName(table, [column], 'fkey'));
  const from = quoteIdent(column);
  const reference = `ADD CONSTRAINT ${name} FOREIGN KEY (${from}) REFERENCES ${sqlName(target)} (${quoteIdent(key)}) ON DELETE NO ACTION`;
  const index = coversForeignKey(table, [column]) ? null : createIndex(table, [column]);
  const alter = `ALTER TABLE ${sqlName(table)}`;
  return {
    ddl: [...(index?.ddl ?? []), `${alter} ${reference}`],
    posted: [
      ...(index?.posted ?? index?.ddl ?? []),
      `${alter} ${reference} NOT VALID`,
      `${alter} VALIDATE CONSTRAINT ${name}`,
    ],
    leadsTo: ['col.not_null_policy'],
    dataCheck: `SELECT t.${from} FROM ${sqlName(table)} t WHERE t.${from} IS NOT NULL AND NOT EXISTS (SELECT FROM ${sqlName(target)} r WHERE r.${quoteIdent(key)} = t.${from}) LIMIT 10`,
  };
}
