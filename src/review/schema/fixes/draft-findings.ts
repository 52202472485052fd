import { createHash } from 'node:crypto';
import type { Catalog, Table } from '../catalog/model.ts';
import { ownTables, runCheck, type Check, type Hit, type SchemaCheck } from '../checks/check.ts';
import type { ObjectRef } from '../review.ts';

/** A hit together with its rule. */
export interface Draft {
  readonly check: Check;
  readonly hit: Hit;
}

export function findAll(checks: readonly Check[], catalog: Catalog): readonly Draft[] {
  return checks.flatMap((check) => [...runCheck(check, catalog)].map((hit) => ({ check, hit })));
}

/** Where a fix is looked for in its effects. */
export interface Around {
  readonly tables: ReadonlySet<number>;
  /** The check whose finding it is to clear: it looks at everything, however big the schema is. */
  readonly always: string;
}

/** Only what some tables say, and, where the schema is not too big for it, the schema as a whole. */
export function findAround(
  checks: readonly Check[],
  catalog: Catalog,
  { tables, always }: Around,
): readonly Draft[] {
  const touched = ownTables(catalog).filter((table) => tables.has(table.oid));
  return [
    ...touched.flatMap((table) => findInTable(checks, table, catalog)),
    ...wholeChecks(checks, catalog, always).flatMap((check) => findInSchema(check, catalog)),
  ];
}

/** The same of a catalog that stays: what was found once is kept. */
export function createFoundAround(
  checks: readonly Check[],
  catalog: Catalog,
): (around: Around) => readonly Draft[] {
  const byTable = new Map<number, readonly Draft[]>();
  const byCheck = new Map<string, readonly Draft[]>();
  const tables = new Map(ownTables(catalog).map((table) => [table.oid, table]));
  const inTable = (oid: number): readonly Draft[] => {
    const table = tables.get(oid);
    if (table === undefined) return [];
    return keep(byTable, oid, () => findInTable(checks, table, catalog));
  };
  return ({ tables: oids, always }) => [
    ...[...oids].flatMap(inTable),
    ...wholeChecks(checks, catalog, always).flatMap((check) =>
      keep(byCheck, check.id, () => findInSchema(check, catalog)),
    ),
  ];
}

function keep<Key>(
  kept: Map<Key, readonly Draft[]>,
  key: Key,
  find: () => readonly Draft[],
): readonly Draft[] {
  const found = kept.get(key) ?? find();
  kept.set(key, found);
  return found;
}

function findInTable(checks: readonly Check[], table: Table, catalog: Catalog): readonly Draft[] {
  return checks.flatMap((check) =>
    'find' in check ? [] : [...check.findIn(table, catalog)].map((hit) => ({ check, hit })),
  );
}

function findInSchema(check: SchemaCheck, catalog: Catalog): readonly Draft[] {
  return [...check.find(catalog)].map((hit) => ({ check, hit }));
}

function wholeChecks(
  checks: readonly Check[],
  catalog: Catalog,
  always: string,
): readonly SchemaCheck[] {
  const all = catalog.tables.length <= wholeSchemaTables;
  return checks.flatMap((check) =>
    'find' in check && (all || check.id === always) ? [check] : [],
  );
}

/** Beyond this, looking at the whole schema after each fix would take the time that the fixes have. */
const wholeSchemaTables = 150;

/**
 * What makes two findings the same one before and after a fix. Names of indexes and constraints are no part of it:
 * a fix may make them anew under another name.
 */
export function keyOf(
  id: string,
  { schema, table, columns = [], function: routine, type, policy }: ObjectRef,
): string {
  return JSON.stringify([id, schema, table, columns, routine, type, policy]);
}

/** Stable over runs: a finding keeps it as long as its object keeps its name. */
export function fingerprint(id: string, object: ObjectRef): string {
  const parts = Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([id, parts]))
    .digest('hex')
    .slice(0, 16);
}

export function countKeys(drafts: readonly Draft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { check, hit } of drafts) {
    const key = keyOf(check.id, hit.object);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
