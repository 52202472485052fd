import type { Catalog, Column, ForeignKey, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { Check, FixDraft } from './check.ts';
import {
  columnOf,
  isText,
  label,
  ofForeignKey,
  ownForeignKeys,
  sameSet,
  sqlColumns,
  sqlName,
} from './facts.ts';
import { sequenceOf } from './keys.ts';
import { widenKey } from './widen-key.ts';

/** Checks on single foreign keys. */
export const foreignKeyChecks: readonly Check[] = [
  {
    id: 'fk.type_mismatch',
    category: 'correctness',
    severity: 'error',
    confidence: 'proved',
    reason: 'Joins need casts, and values that fit the one side overflow the other.',
    source: 'SchemaCrawler; pg-index-health foreign keys with different types',
    *findIn(table, catalog) {
      for (const key of ownForeignKeys(table)) {
        const target = catalog.tables.find((other) => other.oid === key.target.oid);
        if (target === undefined) continue;
        for (const [at, name] of key.columns.entries()) {
          const column = columnOf(table, name);
          const referenced = columnOf(target, key.target.columns[at] ?? '');
          if (
            column === undefined ||
            referenced === undefined ||
            family(column) === family(referenced)
          )
            continue;
          yield {
            object: { ...ofForeignKey(table, key), columns: [name] },
            why: `${label(table, [name])} is ${column.type}, but ${key.target.table}.${referenced.name} is ${referenced.type}.`,
            row: { type: column.type, referenced: referenced.type },
            fixes: mend(catalog, { table, column }, { table: target, column: referenced }),
          };
        }
      }
    },
  },
  {
    id: 'fk.nullable_composite',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'With MATCH SIMPLE one NULL among the columns switches the whole check off.',
    source: 'PostgreSQL manual, CREATE TABLE, MATCH; pg-index-health',
    *findIn(table) {
      for (const key of ownForeignKeys(table)) {
        const nullable = key.columns.filter((name) => columnOf(table, name)?.notNull === false);
        if (key.columns.length < 2 || key.matchFull || nullable.length === 0) continue;
        if (
          table.checks.some(
            (check) => sameSet(check.columns, key.columns) && /null/i.test(check.expression),
          )
        )
          continue;
        yield {
          object: ofForeignKey(table, key),
          why: `${key.name} checks nothing when ${nullable.join(' or ')} is NULL.`,
          row: { nullable },
          fixes: [requireColumns(table, nullable)],
        };
      }
    },
  },
  {
    id: 'fk.duplicate',
    category: 'performance',
    severity: 'warn',
    confidence: 'proved',
    reason: 'The same reference is checked twice on each write.',
    source: 'pg-index-health duplicated foreign keys',
    *findIn(table) {
      for (const [at, key] of ownForeignKeys(table).entries()) {
        const first = ownForeignKeys(table)
          .slice(0, at)
          .find(
            (other) => other.target.oid === key.target.oid && sameSet(pairs(other), pairs(key)),
          );
        if (first === undefined) continue;
        yield {
          object: ofForeignKey(table, key),
          why: `${key.name} is the same reference as ${first.name}.`,
          row: { same: first.name },
          fixes: [
            {
              ddl: [`ALTER TABLE ${sqlName(table)} DROP CONSTRAINT ${quoteIdent(key.name)}`],
              safe: first.onDelete === key.onDelete && first.validated,
            },
          ],
        };
      }
    },
  },
  {
    id: 'fk.not_valid',
    category: 'correctness',
    severity: 'warn',
    confidence: 'proved',
    reason: 'A constraint left NOT VALID says nothing about the rows that were there before it.',
    source: 'PostgreSQL manual, ALTER TABLE, VALIDATE CONSTRAINT; pg-index-health',
    *findIn(table) {
      for (const key of ownForeignKeys(table)) {
        if (key.validated) continue;
        yield {
          object: ofForeignKey(table, key),
          why: `The foreign key ${key.name} was never validated.`,
          row: { constraint: key.name },
          fixes: [{ ...validate(table, key.name), dataCheck: orphans(table, key) }],
        };
      }
      for (const check of table.checks) {
        if (check.validated) continue;
        yield {
          object: {
            schema: table.schema,
            table: table.name,
            columns: [...check.columns],
            constraint: check.name,
          },
          why: `The check ${check.name} was never validated.`,
          row: { check: check.expression },
          fixes: [validate(table, check.name)],
        };
      }
    },
  },
  {
    id: 'fk.no_on_delete',
    category: 'design',
    severity: 'info',
    confidence: 'proved',
    reason:
      'What should happen to the rows when the referenced one goes is left to the default; say it.',
    source: 'schemalint; eslint-plugin-postgresql',
    *findIn(table, catalog) {
      for (const key of silent(table, catalog.declared.silentDeletes)) {
        if (key.target.oid === table.oid) continue;
        yield {
          object: ofForeignKey(table, key),
          why: `${key.name} does not say ON DELETE.`,
          row: { action: key.onDelete },
        };
      }
    },
  },
  {
    id: 'fk.self_no_action',
    category: 'correctness',
    severity: 'info',
    confidence: 'proved',
    reason: 'A row with children cannot be deleted, and a subtree only from its leaves.',
    source: 'SchemaCrawler; pg-index-health',
    *findIn(table, catalog) {
      for (const key of silent(table, catalog.declared.silentDeletes)) {
        if (key.target.oid !== table.oid) continue;
        yield {
          object: ofForeignKey(table, key),
          why: `${key.name} references its own table and does not say ON DELETE.`,
          row: { action: key.onDelete },
        };
      }
    },
  },
];

function silent(table: Table, silentDeletes: ReadonlySet<string>): readonly ForeignKey[] {
  return ownForeignKeys(table).filter(
    (key) =>
      key.onDelete === 'no action' && silentDeletes.has(`${table.name}(${key.columns.join()})`),
  );
}

/** varchar, text and char compare without a cast that matters. */
function family(column: Column): string {
  return isText(column) && column.baseType !== 'citext' ? 'text' : column.baseType;
}

function pairs(key: ForeignKey): readonly string[] {
  return key.columns.map((column, at) => `${column}=${key.target.columns[at]}`);
}

interface Side {
  readonly table: Table;
  readonly column: Column;
}

/** The narrower side follows the wider one, as a value that fits is worth more than the work. */
function mend(catalog: Catalog, referencing: Side, referenced: Side): readonly FixDraft[] {
  const wider =
    referencing.column.baseType === 'int8' && ['int2', 'int4'].includes(referenced.column.baseType);
  const narrow = retype(referencing.table, referencing.column, referenced.column);
  return wider ? [widenKey(catalog, referenced.table, referenced.column).fix, narrow] : [narrow];
}

function retype(table: Table, column: Column, referenced: Column): FixDraft {
  const name = quoteIdent(column.name);
  const widens = `${column.baseType}>${referenced.baseType}`;
  const sequence = sequenceOf(column);
  const ddl = [
    `ALTER TABLE ${sqlName(table)} ALTER COLUMN ${name} TYPE ${referenced.type} USING ${name}::${referenced.type}`,
  ];
  if (sequence !== null && referenced.baseType === 'int8')
    ddl.push(`ALTER SEQUENCE ${sequence} AS bigint`);
  if (['int2>int4', 'int2>int8', 'int4>int8'].includes(widens)) return { ddl };
  return { ddl, dataDependent: true };
}

function requireColumns(table: Table, columns: readonly string[]): FixDraft {
  const changes = columns
    .map((column) => `ALTER COLUMN ${quoteIdent(column)} SET NOT NULL`)
    .join(', ');
  const missing = columns.map((column) => `${quoteIdent(column)} IS NULL`).join(' OR ');
  return {
    ddl: [`ALTER TABLE ${sqlName(table)} ${changes}`],
    dataCheck: `SELECT * FROM ${sqlName(table)} WHERE ${missing} LIMIT 10`,
  };
}

function validate(table: Table, constraint: string): FixDraft {
  return {
    ddl: [`ALTER TABLE ${sqlName(table)} VALIDATE CONSTRAINT ${quoteIdent(constraint)}`],
    dataDependent: true,
  };
}

function orphans(table: Table, key: ForeignKey): string {
  const target = `${quoteIdent(key.target.schema)}.${quoteIdent(key.target.table)}`;
  const on = key.columns
    .map((column, at) => `r.${quoteIdent(key.target.columns[at] ?? '')} = t.${quoteIdent(column)}`)
    .join(' AND ');
  const present = key.columns.map((column) => `t.${quoteIdent(column)} IS NOT NULL`).join(' AND ');
  return `SELECT ${sqlColumns(key.columns)} FROM ${sqlName(table)} t WHERE ${present} AND NOT EXISTS (SELECT FROM ${target} r WHERE ${on}) LIMIT 10`;
}
