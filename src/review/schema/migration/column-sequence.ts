import { columnDefinition, sqlTable, typeOf } from '../change/ddl.ts';
import type { ColumnShape, TableShape } from '../change/shape.ts';
import { quoteIdent } from '../sql/quote.ts';

/** One step of a safe way. */
export type SafeStep =
  /** Statements that go together, in one transaction. */
  | { readonly kind: 'transaction'; readonly statements: readonly string[] }
  /** What cannot run inside of a transaction. */
  | { readonly kind: 'alone'; readonly statement: string }
  /** What no statement can do: deploy, decide on a value. */
  | { readonly kind: 'yours'; readonly what: string };

export interface SafeSequence {
  readonly steps: readonly SafeStep[];
  /** Whether it runs depends on rows; a query that returns none when they allow it. */
  readonly dataCheck?: string;
  /** It depends on rows, and no query of ours can tell. */
  readonly dataDependent?: boolean;
  /** Counts what will be gone. */
  readonly loses?: string;
}

export function step(...statements: readonly string[]): SafeStep {
  return { kind: 'transaction', statements };
}

export function alone(statement: string): SafeStep {
  return { kind: 'alone', statement };
}

export function yours(what: string): SafeStep {
  return { kind: 'yours', what };
}

export function setNotNull(table: TableShape, column: ColumnShape): SafeSequence {
  return { steps: notNullSteps(table, column.name), dataCheck: nulls(table, column.name) };
}

/** A validated CHECK lets SET NOT NULL skip its scan (PostgreSQL 12 and later). */
export function notNullSteps(table: TableShape, column: string): readonly SafeStep[] {
  const alter = `ALTER TABLE ${sqlTable(table)}`;
  const check = quoteIdent(`${column}_not_null`);
  const name = quoteIdent(column);
  return [
    step(`${alter} ADD CONSTRAINT ${check} CHECK (${name} IS NOT NULL) NOT VALID`),
    step(`${alter} VALIDATE CONSTRAINT ${check}`),
    step(`${alter} ALTER COLUMN ${name} SET NOT NULL`, `${alter} DROP CONSTRAINT ${check}`),
  ];
}

/**
 * A column that must be filled comes empty first. Null where adding it at once is harmless, and for stored
 * generated columns: nothing but a rewrite computes them.
 */
export function addColumn(
  table: TableShape,
  column: ColumnShape,
  rewrites: boolean,
): SafeSequence | null {
  const bare: ColumnShape = { ...column, notNull: false, default: null, identity: '' };
  const required = column.notNull && column.default === null && column.identity === '';
  if (column.generated !== '' || column.identity !== '' || !(required || rewrites)) return null;
  const alter = `ALTER TABLE ${sqlTable(table)}`;
  const name = quoteIdent(column.name);
  const later =
    column.default === null
      ? [yours(`write ${column.name} from the code, and fill the old rows in batches`)]
      : [
          step(`${alter} ALTER COLUMN ${name} SET DEFAULT ${column.default}`),
          step(`UPDATE ${sqlTable(table)} SET ${name} = DEFAULT WHERE ${name} IS NULL`),
        ];
  return {
    steps: [
      step(`${alter} ADD COLUMN ${columnDefinition(bare)}`),
      ...later,
      ...(column.notNull ? notNullSteps(table, column.name) : []),
    ],
    ...(column.notNull && column.default === null ? { dataCheck: nulls(table, column.name) } : {}),
  };
}

function nulls(table: TableShape, column: string): string {
  return `SELECT * FROM ${sqlTable(table)} WHERE ${quoteIdent(column)} IS NULL LIMIT 10`;
}

/** A column of this type, empty and free of everything else. */
export function emptyColumn(name: string, like: ColumnShape): string {
  return `${quoteIdent(name)} ${typeOf(like)}`;
}
