import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import { quoteLiteral } from '../sql/quote.ts';
import { keyOfTable, type OtherShape, type Shape } from './shape.ts';
import { othersQuery, shapeTablesQuery, viewsOfQuery } from './shape-queries.ts';

const tableRow = z.object({
  schema: z.string(),
  name: z.string(),
  unlogged: z.boolean(),
  rowSecurity: z.boolean(),
  partitionKey: z.string().nullable(),
  partitionOf: z.object({ parent: z.string(), bound: z.string() }).nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      notNull: z.boolean(),
      default: z.string().nullable(),
      identity: z.string(),
      generated: z.string(),
      collation: z.string().nullable(),
    }),
  ),
  parts: z.array(
    z.object({
      kind: z.enum([
        'primary key',
        'unique',
        'exclusion',
        'check',
        'foreign key',
        'index',
        'trigger',
        'policy',
      ]),
      name: z.string(),
      definition: z.string(),
      columns: z.array(z.string()),
    }),
  ),
});

const otherRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enum'), name: z.string(), labels: z.array(z.string()) }),
  z.object({
    kind: z.enum(['view', 'function', 'sequence', 'domain', 'schema']),
    name: z.string(),
    create: z.string(),
    drop: z.string(),
    reads: z.array(z.string()),
  }),
]);

const row = z.object({ value: z.unknown() });

/** Reads the whole schema. Leaves the search path at `pg_catalog`, so that every definition is qualified. */
export async function readShape(engine: Engine): Promise<Shape> {
  await engine.run('set search_path = pg_catalog');
  const tables = await engine.rows(row, shapeTablesQuery('true'));
  return shape(tables, await engine.rows(row, othersQuery));
}

/**
 * Reads some tables, by `schema.name`, with the views over them: what a statement can touch. Within a transaction
 * the search path is changed for its rest; outside of one, for good.
 */
export async function readTables(engine: Engine, names: ReadonlySet<string>): Promise<Shape> {
  await engine.run('set search_path = pg_catalog');
  const list = `array[${[...names].map(quoteLiteral).join(', ')}]::text[]`;
  const tables = await engine.again(row, someTables, list);
  return shape(tables, await engine.again(row, someViews, list));
}

const someTables = shapeTablesQuery(`(n.nspname || '.' || c.relname) = any ($1::text[])`);
const someViews = viewsOfQuery('$1::text[]');

type Rows = readonly { readonly value?: unknown }[];

function shape(tables: Rows, others: Rows): Shape {
  const read = tables.map(({ value }) => tableRow.parse(value));
  const beside = others.map(({ value }): OtherShape => otherRow.parse(value));
  return {
    tables: new Map(read.map((table) => [keyOfTable(table), table])),
    others: new Map(beside.map((other) => [`${other.kind} ${other.name}`, other])),
  };
}
