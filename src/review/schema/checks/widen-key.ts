import type { Catalog, Column, Table } from '../catalog/model.ts';
import { quoteIdent } from '../sql/quote.ts';
import type { FixDraft } from './check.ts';
import { columnOf, label, sqlName } from './facts.ts';

export interface Widening {
  readonly fix: FixDraft;
  readonly why: string;
  readonly referencing: readonly string[];
  readonly views: readonly string[];
}

/**
 * A key does not widen alone: every column that references it has to become bigint with it, and those that
 * reference these, or the next finding is a type mismatch. Views on any of them stand in the way.
 */
export function widenKey(catalog: Catalog, table: Table, column: Column): Widening {
  const columns = new Map([[id(table, column.name), { table, column }]]);
  for (const { table: target, column: key } of columns.values()) {
    for (const other of catalog.tables) {
      for (const reference of other.foreignKeys) {
        const at = reference.target.columns.indexOf(key.name);
        const own = columnOf(other, reference.columns[at] ?? '');
        if (reference.target.oid !== target.oid || at === -1 || own === undefined) continue;
        if (['int2', 'int4'].includes(own.baseType))
          columns.set(id(other, own.name), { table: other, column: own });
      }
    }
  }
  const touched = [...columns.values()];
  const oids = new Set(touched.map((item) => item.table.oid));
  const views = catalog.views
    .filter((view) => view.reads.some((oid) => oids.has(oid)))
    .map((view) => view.name);
  const sequence = /^nextval\('(.+)'::regclass\)$/.exec(column.default ?? '')?.[1];
  const referencing = touched.slice(1).map((item) => label(item.table, [item.column.name]));
  const ddl = [
    ...touched.map(
      (item) =>
        `ALTER TABLE ${sqlName(item.table)} ALTER COLUMN ${quoteIdent(item.column.name)} TYPE bigint`,
    ),
    ...(sequence === undefined ? [] : [`ALTER SEQUENCE ${sequence} AS bigint`]),
  ];
  const follow =
    referencing.length === 0 ? '' : `Widening it means ${referencing.join(', ')} as well. `;
  const block =
    views.length === 0
      ? ''
      : `These views may have to be dropped and made again: ${views.join(', ')}. `;
  return {
    fix: { ddl },
    why: (follow + block).trim() || 'Nothing references it.',
    referencing,
    views,
  };
}

function id(table: Table, column: string): string {
  return `${table.oid}.${column}`;
}
