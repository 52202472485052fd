import { introspect } from '../schema/catalog/introspect.ts';
import type { Catalog, Table } from '../schema/catalog/model.ts';
import { columnOf, label } from '../schema/checks/facts.ts';
import type { Engine } from '../schema/engine/engine.ts';
import { quoteIdent } from '../schema/sql/quote.ts';
import { buildTrials, type Trial } from './candidates/trials.ts';
import { queryLimits } from './limits.ts';
import { createPlanner, type Planner } from './plan/planner.ts';
import { nodesOf } from './plan/shape.ts';
import type { Prepared } from './prepare-queries.ts';
import type { QueryReview } from './review.ts';
import type { ColumnFact } from './statistics/column-statistics.ts';
import { installStatistics } from './statistics/install.ts';
import { heapPages, PAGE_BYTES } from './statistics/pages.ts';
import { findTable, tableSizes, type TableSize } from './statistics/table-sizes.ts';
import type { Assignment } from './worker-protocol.ts';

/** The engine as the queries find it: trial indexes built and hidden, tables of the given size. */
export interface Site {
  readonly planner: Planner;
  readonly trials: ReadonlyMap<string, Trial>;
  /** Empty: the tables are empty. */
  readonly sizes: readonly TableSize[];
  readonly sizesShown: QueryReview['sizes'];
  readonly bytes: ReadonlyMap<number, number>;
  readonly assumed: ReadonlyMap<string, string>;
  readonly ignored: readonly string[];
}

type Note = (step: { readonly phase: string } | { readonly query: number }) => void;

export async function setUp(
  engine: Engine,
  catalog: Catalog,
  prepared: readonly Prepared[],
  task: Assignment,
  note: Note,
): Promise<Site> {
  const { sizes, ignored } = tableSizes(catalog, task.rows);
  const facts = readFacts(catalog, task.columns);
  // All indexes first: CREATE INDEX resets statistics, and would read the made-up pages.
  note({ phase: 'building trial indexes' });
  const setting = settings(catalog, task.randomPageCost);
  await engine.run(setting);
  const candidates = prepared.flatMap((one) => [
    ...one.candidates,
    ...(one.rewrite?.candidates ?? []),
  ]);
  const trials =
    sizes.length === 0
      ? new Map<string, Trial>()
      : await buildTrials(engine, candidates, queryLimits.candidates);
  const planner = createPlanner(engine, () => [...trials.values()].flatMap(({ oids }) => oids));
  const withTrials = trials.size === 0 ? catalog : await introspect(engine, allOf);
  // Reading the catalog takes all settings back.
  await engine.run(setting);
  const grown = tableSizes(withTrials, task.rows).sizes;
  const used = grown.length === 0 ? new Set<string>() : await tablesUsed(planner, prepared, note);
  const rows = new Map(grown.map((size) => [size.table.oid, size.rows]));
  note({ phase: 'setting the statistics' });
  const { bytes, assumed } = await installStatistics(
    engine,
    planner,
    grown.filter(({ table }) => used.has(table.name) || isPartOf(used, table, withTrials)),
    {
      catalog: withTrials,
      rows: (table) => rows.get(table) ?? 0,
      stated: (table, column) => facts.known.get(`${table}.${column}`) ?? null,
      now: new Date(task.now),
    },
  );
  await planner.show([]);
  return {
    planner,
    trials,
    sizes,
    bytes,
    assumed,
    sizesShown: sizes.flatMap(shown),
    ignored: [...ignored, ...facts.ignored],
  };
}

const allOf = {
  stubTables: new Set<string>(),
  foreignSchemas: new Set<string>(),
  declared: { truncated: [], silentDeletes: new Set<string>() },
};

/**
 * Names of the tables that the queries come to, those behind views too: the plans on empty tables name them. In a schema
 * of hundreds of tables only these need statistics.
 */
async function tablesUsed(
  planner: Planner,
  prepared: readonly Prepared[],
  note: Note,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { query, blocks, excluded } of prepared) {
    for (const { relations } of blocks) {
      for (const { table } of relations) if (table !== null) names.add(table.name);
    }
    if (query.reading.kind !== 'query' || excluded !== null) continue;
    note({ query: query.number });
    const planned = await planner.sketch(query.sql);
    if (!planned.ok) continue;
    for (const { relation } of nodesOf(planned.plan.tree)) {
      if (relation !== null) names.add(relation.split(' ')[0] ?? relation);
    }
  }
  return names;
}

/** A partition of a table that is used, or the parent of one. */
function isPartOf(
  used: ReadonlySet<string>,
  table: Table,
  { tables }: Pick<Catalog, 'tables'>,
): boolean {
  const parent = tables.find(({ oid }) => oid === table.partitionOf);
  if (parent !== undefined && (used.has(parent.name) || isPartOf(used, parent, { tables })))
    return true;
  return tables.some(({ partitionOf, name }) => partitionOf === table.oid && used.has(name));
}

function shown({ table, rows, basis }: TableSize): QueryReview['sizes'] {
  if (table.partitionOf !== null) return [];
  const bytes = heapPages(rows, table.columns) * PAGE_BYTES;
  return [
    { table: label(table), rows, basis, megabytes: Math.max(1, Math.round(bytes / 1_000_000)) },
  ];
}

function readFacts(catalog: Catalog, given: Assignment['columns']) {
  const known = new Map<string, ColumnFact>();
  const ignored: string[] = [];
  for (const { table: name, column, ...fact } of given) {
    const table = findTable(catalog, name);
    if (table === null || columnOf(table, column) === undefined) {
      ignored.push(`There is no column "${name}.${column}" in the schema.`);
    } else known.set(`${table.oid}.${column}`, fact);
  }
  return { known, ignored };
}

/** PostgreSQL's defaults, said aloud, since the engine's own differ; every schema is in sight, `public` first. */
function settings({ tables }: Catalog, randomPageCost: number): string {
  const schemas = new Set(['public', ...tables.map(({ schema }) => schema)]);
  return [
    `set search_path = ${[...schemas].map(quoteIdent).join(', ')}`,
    `set random_page_cost = ${randomPageCost}`,
    "set work_mem = '4MB'",
    "set effective_cache_size = '4GB'",
    'set max_parallel_workers_per_gather = 0',
  ].join('; ');
}
