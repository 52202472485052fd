import { label } from '../schema/checks/facts.ts';
import type { Dialect } from '../schema/dialects/dialect.ts';
import type { Prepared } from './prepare-queries.ts';
import type { Site } from './set-up.ts';
import { columnRefsIn } from './tree/operand.ts';
import { resolve } from './tree/resolve.ts';

/** What was taken for granted about the data, as sentences. Only what the queries touch. */
export function assumptionsOf(
  site: Site,
  prepared: readonly Prepared[],
  dialect: Dialect,
  randomPageCost: number,
): readonly string[] {
  const foreign =
    dialect === 'postgres' || dialect === 'rails' || dialect === 'prisma'
      ? []
      : [
          `The schema is not PostgreSQL’s (${dialect}), the plans are: only the shape of the indexes carries over, which columns in which order.`,
        ];
  if (site.sizes.length === 0) {
    return [
      'No row counts were given: the plans are of empty tables, and only what needs no plan holds.',
      ...foreign,
    ];
  }
  return [
    ...foreign,
    ...ofTables(site, prepared),
    ...ofColumns(site, prepared),
    ofServer(randomPageCost),
  ];
}

function ofTables({ sizes }: Site, prepared: readonly Prepared[]): readonly string[] {
  const used = new Set(
    prepared.flatMap(({ blocks }) =>
      blocks.flatMap(({ relations }) => relations.flatMap(({ table }) => table?.oid ?? [])),
    ),
  );
  const assumed = sizes.filter(({ basis, table }) => basis === 'assumed' && used.has(table.oid));
  if (assumed.length === 0) return [];
  const names = assumed.map(({ table, rows }) => `${label(table)} ${rows.toLocaleString('en')}`);
  return [`Rows not given, taken as a tenth of the largest given table: ${names.join(', ')}.`];
}

/** Columns that stand in a condition, a join or an order, and whose values had to be guessed. */
function ofColumns({ assumed }: Site, prepared: readonly Prepared[]): readonly string[] {
  const found = new Map<string, string>();
  for (const { blocks } of prepared) {
    for (const block of blocks) {
      const places = [block.conditions, block.select?.sortClause, block.select?.groupClause];
      for (const ref of columnRefsIn(places)) {
        const use = resolve(ref, block);
        const table = use?.relation.table ?? null;
        if (use === null || table === null) continue;
        const assumption = assumed.get(`${table.oid}.${use.column.name}`);
        if (assumption !== undefined) found.set(`${label(table)}.${use.column.name}`, assumption);
      }
    }
  }
  return [...found].map(([column, assumption]) => `${column}: ${assumption}.`);
}

function ofServer(randomPageCost: number): string {
  const disk = randomPageCost === 4 ? 'the default; 1.1 is usual for SSDs' : 'as given';
  return `Tables are vacuumed and analysed; random_page_cost ${randomPageCost} (${disk}), work_mem 4 MB, effective_cache_size 4 GB, no parallel workers.`;
}
