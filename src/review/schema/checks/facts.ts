import type { Column, ForeignKey, Index, Table } from '../catalog/model.ts';
import type { ObjectRef } from '../review.ts';
import { qualified, quoteIdent } from '../sql/quote.ts';

/** Questions that many checks ask of a table. */
export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

export function primaryKey(table: Table): readonly string[] {
  return keyColumns(table.indexes.find((index) => index.primary));
}

/** Columns of an index's key; empty when it has an expression. */
export function keyColumns(index: Index | undefined): readonly string[] {
  const columns = index?.keys.map((key) => key.column) ?? [];
  return columns.every((column) => column !== null) ? columns : [];
}

/** Unique indexes that hold for every row: neither partial nor over expressions. */
export function uniqueKeys(table: Table): readonly Index[] {
  return table.indexes.filter(
    (index) =>
      index.unique && index.valid && index.predicate === null && keyColumns(index).length > 0,
  );
}

export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}

export function isForeignKeyColumn(table: Table, column: string): boolean {
  return table.foreignKeys.some((key) => key.columns.includes(column));
}

export function hasCheckOn(table: Table, column: string): boolean {
  return table.checks.some((check) => check.columns.includes(column));
}

const textTypes: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar', 'citext']);
const timeTypes: ReadonlySet<string> = new Set(['timestamp', 'timestamptz', 'date']);
const numberTypes: ReadonlySet<string> = new Set([
  'int2',
  'int4',
  'int8',
  'numeric',
  'float4',
  'float8',
  'money',
]);

export function isText(column: Column): boolean {
  return textTypes.has(column.baseType);
}

export function isTime(column: Column): boolean {
  return timeTypes.has(column.baseType);
}

export function isNumber(column: Column): boolean {
  return numberTypes.has(column.baseType);
}

/** The words of a name: "orderTotal_net" is order, total, net. */
export function words(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

export function ofTable(table: Table): ObjectRef {
  return { schema: table.schema, table: table.name };
}

export function ofColumns(table: Table, columns: readonly string[]): ObjectRef {
  return { ...ofTable(table), columns: [...columns] };
}

export function ofIndex(table: Table, index: Index): ObjectRef {
  const columns = index.keys.flatMap((key) => key.column ?? []);
  return { ...ofColumns(table, columns), index: index.name };
}

export function ofForeignKey(table: Table, key: ForeignKey): ObjectRef {
  return { ...ofColumns(table, key.columns), constraint: key.name };
}

export function sqlName(table: Pick<Table, 'schema' | 'name'>): string {
  return qualified(table.schema, table.name);
}

export function sqlColumns(columns: readonly string[]): string {
  return columns.map(quoteIdent).join(', ');
}

/** `public.t(a, b)` for sentences. */
export function label(table: Table, columns: readonly string[] = []): string {
  const name = table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
  return columns.length === 0 ? name : `${name}(${columns.join(', ')})`;
}

/** A free name for an index or constraint, at most 63 bytes. */
export function freeName(table: Table, columns: readonly string[], suffix: string): string {
  const base = [table.name, ...columns].join('_');
  const taken = new Set([
    ...table.indexes.map((index) => index.name),
    ...table.foreignKeys.map((key) => key.name),
    ...table.checks.map((check) => check.name),
  ]);
  for (let number = 0; ; number += 1) {
    const ending = `_${suffix}${number === 0 ? '' : String(number)}`;
    const name =
      Buffer.from(base)
        .subarray(0, 63 - ending.length)
        .toString()
        .replace(/\uFFFD+$/, '') + ending;
    if (!taken.has(name)) return name;
  }
}

/** Indexes that are not a partitioned parent's copy. */
export function ownIndexes(table: Table): readonly Index[] {
  return table.indexes.filter((index) => !index.inherited);
}

export function usableIndexes(table: Table): readonly Index[] {
  return ownIndexes(table).filter((index) => index.valid);
}

/** Foreign keys that are not a partitioned parent's copy. */
export function ownForeignKeys(table: Table): readonly ForeignKey[] {
  return table.foreignKeys.filter((key) => !key.inherited);
}
