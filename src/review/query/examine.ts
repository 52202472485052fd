import { introspect } from '../schema/catalog/introspect.ts';
import type { Catalog } from '../schema/catalog/model.ts';
import { ownTables } from '../schema/checks/check.ts';
import type { ReadSource } from '../schema/dialects/read-source.ts';
import type { Engine } from '../schema/engine/engine.ts';
import type { Loaded } from '../schema/load/loaded.ts';
import { together } from './advice/together.ts';
import { assumptionsOf } from './assumptions.ts';
import { findInSchema } from './checks/find-in-schema.ts';
import { explainOne, type Room } from './explain-one.ts';
import { prepareQueries } from './prepare-queries.ts';
import type { ExplainedQuery, QueryFinding, QueryReview } from './review.ts';
import type { Query } from './script/query.ts';
import { setUp } from './set-up.ts';
import type { Assignment } from './worker-protocol.ts';

export interface Examination {
  readonly task: Assignment;
  readonly read: ReadSource;
  readonly loaded: Loaded;
  readonly queries: readonly Query[];
  readonly note: (step: { readonly query: number } | { readonly phase: string }) => void;
}

/** Everything after loading: candidates and statistics first, for all queries at once, then one query at a time. */
export async function examine(engine: Engine, examination: Examination): Promise<QueryReview> {
  const { task, read, loaded, queries, note } = examination;
  note({ phase: 'reading the catalog' });
  const catalog = await introspect(engine, wholeSchema);
  const prepared = prepareQueries(queries, catalog, task, read.dialect);
  const site = await setUp(engine, catalog, prepared, task, note);
  const room: Room = { ...site, catalog };
  const explained: ExplainedQuery[] = [];
  for (const one of prepared) {
    note({ query: one.query.number });
    explained.push(await explainOne(room, one));
    await engine.canary();
  }
  const inSchema = findInSchema(loaded.applied, catalog);
  const refused = explained.filter(({ status }) => status === 'refused').length;
  return {
    status: refused === 0 ? 'complete' : 'partial',
    reason: refused === 0 ? null : `${refused} of ${queries.length} statements were not planned.`,
    engine: {
      name: 'PostgreSQL (PGlite)',
      version: engine.version,
      random_page_cost: task.randomPageCost,
    },
    schema: describeSchema(read, loaded, catalog),
    sized: site.sizes.length > 0,
    sizes: site.sizesShown,
    queries: explained,
    indexes: together(explained),
    schema_findings: [...inSchema],
    assumptions: [...assumptionsOf(site, prepared, read.dialect, task.randomPageCost)],
    ignored: [...site.ignored],
    summary: {
      by_severity: count([...explained.flatMap(({ findings }) => findings), ...inSchema]),
      candidates: site.trials.size,
      explains: site.planner.count(),
      peak_rss_bytes: null,
    },
  };
}

/** Tables that we made up are planned with like any other: a query may need them. */
const wholeSchema = {
  stubTables: new Set<string>(),
  foreignSchemas: new Set<string>(),
  declared: { truncated: [], silentDeletes: new Set<string>() },
};

function describeSchema(read: ReadSource, loaded: Loaded, catalog: Catalog): QueryReview['schema'] {
  return {
    dialect: read.dialect,
    dialect_note: read.note,
    tables: ownTables(catalog).length,
    failed: loaded.failed.map(({ line, message }) => ({ line, message })),
    stubs: loaded.stubs.map(({ object, why }) => ({ object, why })),
  };
}

function count(findings: readonly QueryFinding[]): QueryReview['summary']['by_severity'] {
  const counts = { error: 0, warn: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
