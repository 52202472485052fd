import { z } from 'zod';
import { ownTables } from '../checks/check.ts';
import type { Catalog, Column, ForeignKey, Table } from './model.ts';

/** The tables of a reviewed schema and what refers to what: enough for a picture. Partitions are left out. */
export const schemaOutline = z.object({
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          not_null: z.boolean(),
          key: z.enum(['primary', 'foreign', 'primary+foreign', 'unique', 'none']),
        }),
      ),
    }),
  ),
  relations: z.array(
    z.object({
      /** "public.orders", which has the key, and the table that it refers to. */
      table: z.string(),
      references: z.string(),
      columns: z.array(z.string()),
      /** A column may be null: a row may refer to nothing. */
      optional: z.boolean(),
      /** At most one row refers to the same other. */
      unique: z.boolean(),
    }),
  ),
});

export type SchemaOutline = z.infer<typeof schemaOutline>;

export function outlineOf(catalog: Catalog): SchemaOutline {
  const tables = ownTables(catalog);
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  return {
    tables: tables.map((table) => ({
      schema: table.schema,
      name: table.name,
      columns: table.columns.map((column) => ({
        name: column.name,
        type: column.type,
        not_null: column.notNull,
        key: keyOf(column, table),
      })),
    })),
    relations: tables.flatMap((table) =>
      table.foreignKeys
        .filter((key) => byOid.has(key.target.oid))
        .map((key) => ({
          table: `${table.schema}.${table.name}`,
          references: `${key.target.schema}.${key.target.table}`,
          columns: [...key.columns],
          optional: isOptional(key, table),
          unique: isUnique(key.columns, table),
        })),
    ),
  };
}

type Key = SchemaOutline['tables'][number]['columns'][number]['key'];

function keyOf({ name }: Column, table: Table): Key {
  const primary = table.indexes.some(
    (index) => index.primary && index.keys.some(({ column }) => column === name),
  );
  const foreign = table.foreignKeys.some(({ columns }) => columns.includes(name));
  if (primary) return foreign ? 'primary+foreign' : 'primary';
  if (foreign) return 'foreign';
  return isUnique([name], table) ? 'unique' : 'none';
}

function isOptional({ columns }: ForeignKey, table: Table): boolean {
  return table.columns.some(({ name, notNull }) => columns.includes(name) && !notNull);
}

/** A unique index over some of the columns makes all of them unique together. A partial one does not. */
function isUnique(columns: readonly string[], { indexes }: Table): boolean {
  return indexes.some(
    ({ unique, predicate, keys }) =>
      unique &&
      predicate === null &&
      keys.every(({ column }) => column !== null && columns.includes(column)),
  );
}
