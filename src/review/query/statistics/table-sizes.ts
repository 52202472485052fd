import { label } from '../../schema/checks/facts.ts';
import type { Catalog, Table } from '../../schema/catalog/model.ts';
import type { RowCounts } from './row-counts.ts';

export interface TableSize {
  readonly table: Table;
  readonly rows: number;
  readonly basis: 'given' | 'assumed';
}

/**
 * How many rows each table has: as given, else a tenth of the biggest given one. Partitions share their parent's rows
 * evenly. Empty when nothing (usable) was given.
 */
export function tableSizes(
  catalog: Catalog,
  given: RowCounts,
): { readonly sizes: readonly TableSize[]; readonly ignored: readonly string[] } {
  const rows = new Map<number, number>();
  const ignored: string[] = [];
  for (const [name, count] of Object.entries(given)) {
    const table = findTable(catalog, name);
    if (table === null) ignored.push(`There is no table "${name}" in the schema.`);
    else rows.set(table.oid, Math.max(0, Math.round(count)));
  }
  if (rows.size === 0) return { sizes: [], ignored };
  const assumed = Math.max(LEAST_ASSUMED, Math.round(Math.max(...rows.values()) / 10));
  const roots = catalog.tables.filter((table) => table.partitionOf === null);
  return { sizes: roots.flatMap((table) => withPartitions(table)), ignored };

  function withPartitions(table: Table, share?: TableSize): readonly TableSize[] {
    const known = rows.get(table.oid);
    const size: TableSize = {
      table,
      rows: known ?? share?.rows ?? assumed,
      basis: known === undefined ? (share?.basis ?? 'assumed') : 'given',
    };
    const parts = catalog.tables.filter((other) => other.partitionOf === table.oid);
    const each = Math.ceil(size.rows / Math.max(1, parts.length));
    return [size, ...parts.flatMap((part) => withPartitions(part, { ...size, rows: each }))];
  }
}

const LEAST_ASSUMED = 1_000;

/** By its name, with or without its schema, whatever its case. */
export function findTable(catalog: Catalog, name: string): Table | null {
  const wanted = name.toLowerCase();
  return (
    catalog.tables.find((table) => names(table).includes(name)) ??
    catalog.tables.find((table) =>
      names(table).some((candidate) => candidate.toLowerCase() === wanted),
    ) ??
    null
  );
}

function names(table: Table): readonly string[] {
  return [label(table), `${table.schema}.${table.name}`, table.name];
}
