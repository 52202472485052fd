import { createHash } from 'node:crypto';
import type { Catalog } from '../catalog/model.ts';
import { ownTables, runCheck, type Check, type Hit } from '../checks/check.ts';
import type { ObjectRef } from '../review.ts';

/** A hit together with its rule. */
export interface Draft {
  readonly check: Check;
  readonly hit: Hit;
}

export function findAll(checks: readonly Check[], catalog: Catalog): readonly Draft[] {
  return checks.flatMap((check) => [...runCheck(check, catalog)].map((hit) => ({ check, hit })));
}

/** Only what some tables say, and, where the schema is not too big for it, the schema as a whole. */
export function findAround(
  checks: readonly Check[],
  catalog: Catalog,
  tables: ReadonlySet<number>,
  always: string,
): readonly Draft[] {
  const small = catalog.tables.length <= wholeSchemaTables;
  const touched = ownTables(catalog).filter((table) => tables.has(table.oid));
  return checks.flatMap((check): Draft[] => {
    if ('find' in check) {
      return small || check.id === always
        ? [...check.find(catalog)].map((hit) => ({ check, hit }))
        : [];
    }
    return touched.flatMap((table) =>
      [...check.findIn(table, catalog)].map((hit) => ({ check, hit })),
    );
  });
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
