import { z } from 'zod';
import { genericPlans, type Engine } from '../engine/engine.ts';
import type { Catalog, Declared, Table } from './model.ts';
import {
  enumsQuery,
  enumRow,
  routineRow,
  routinesQuery,
  viewRow,
  viewsQuery,
} from './queries-other.ts';
import { tableRow, tablesQuery } from './queries-tables.ts';

/** What of the catalog is the person's: the rest (stubs, a platform's own schemas) is left out. */
export interface Scope {
  readonly stubTables: ReadonlySet<string>;
  readonly foreignSchemas: ReadonlySet<string>;
  readonly declared: Declared;
}

/** Reads the whole catalog. */
export async function introspect(engine: Engine, scope: Scope): Promise<Catalog> {
  await trustNothing(engine);
  const tables = await engine.rows(tableRow, tablesQuery('true'));
  const enums = await engine.rows(enumRow, enumsQuery);
  const routines = await engine.rows(routineRow, routinesQuery);
  const views = await engine.rows(viewRow, viewsQuery);
  const roles = await engine.rows(z.object({ rolname: z.string() }), rolesQuery);
  const own = (of: { readonly schema: string }): boolean => !scope.foreignSchemas.has(of.schema);
  return {
    tables: tables.filter(own).filter((table) => !scope.stubTables.has(nameOf(table))),
    enums: enums.filter(own),
    routines: routines.filter(own),
    views: views.filter(own),
    exposedRoles: roles.map((role) => role.rolname),
    declared: scope.declared,
  };
}

/** Reads some tables anew, inside a transaction in which they were changed. */
export async function reread(
  engine: Engine,
  tables: readonly number[],
  scope: Scope,
): Promise<readonly Table[]> {
  if (tables.length === 0) return [];
  const argument = `array[${tables.join(', ')}]::oid[]`;
  const fresh = await engine.again(tableRow, someTables, argument);
  return fresh.filter((table) => !scope.stubTables.has(nameOf(table)));
}

/** The catalog with some of its tables as they are now, each in its place: checks name the first of several. */
export function withTables(
  catalog: Catalog,
  oids: readonly number[],
  fresh: readonly Table[],
): Catalog {
  const wanted = new Set(oids);
  const now = new Map(
    fresh.filter(({ oid }) => wanted.has(oid)).map((table) => [table.oid, table]),
  );
  const inPlace = catalog.tables.flatMap((table) => {
    const changed = wanted.has(table.oid) ? now.get(table.oid) : table;
    now.delete(table.oid);
    return changed ?? [];
  });
  return { ...catalog, tables: [...inPlace, ...now.values()] };
}

const someTables = tablesQuery('c.oid = any ($1::oid[])');

export function nameOf(table: Pick<Table, 'schema' | 'name'>): string {
  return `${table.schema}.${table.name}`;
}

/** A script can leave settings and a search path behind that make our queries mean something else. */
async function trustNothing(engine: Engine): Promise<void> {
  await engine.run('reset all');
  await engine.run(genericPlans);
  await engine.run('set search_path = pg_catalog');
}

/** Roles that an API lets strangers act as. */
const rolesQuery = `select rolname from pg_catalog.pg_roles where rolname in ('anon', 'authenticated')`;
