import type { Sandbox, SandboxLimits } from '../../core/sandbox.ts';
import { runAgainWithout, type Broken, type ReviewRun } from '../run-again.ts';
import { withLoss } from '../with-loss.ts';
import type { Dialect } from '../schema/dialects/dialect.ts';
import type { Source } from '../schema/load/script.ts';
import { queryLimits } from './limits.ts';
import type { QueryReview } from './review.ts';
import type { RowCounts } from './statistics/row-counts.ts';
import { outcome, step, type Assignment } from './worker-protocol.ts';

export interface ExplainRequest {
  /** The schema that the queries run on, as for a schema review. */
  readonly sources: readonly Source[];
  /** Null: it is detected. */
  readonly dialect: Dialect | null;
  /** One or more statements. */
  readonly queries: string;
  /** Rows by table; empty: the plans are of empty tables. */
  readonly rows: RowCounts;
  /** What is known of single columns, where it is not what the schema suggests. */
  readonly columns?: readonly ColumnFactGiven[];
  /** What a page costs out of order, next to one in order: 4 is PostgreSQL's default, 1.1 an SSD. */
  readonly randomPageCost?: number;
}

export interface ColumnFactGiven {
  readonly table: string;
  readonly column: string;
  readonly distinct?: number | undefined;
  /** 0 to 1. */
  readonly nullFraction?: number | undefined;
}

/** Explains queries. Promises: always an answer in the contract's form, whatever the input does to the engine. */
export type ExplainQueries = (request: ExplainRequest, run: ReviewRun) => Promise<QueryReview>;

/**
 * An explanation in a child of its own. A query or a statement of the schema that hangs, eats memory or kills the engine
 * costs itself: the child starts again without it, and tells.
 */
export function createQueryExplainer(
  sandbox: Sandbox,
  limits: SandboxLimits = queryLimits,
  now: () => number = () => Date.now(),
): ExplainQueries {
  return async (request, run) => {
    const tooBig = sizeProblem(request);
    if (tooBig !== null) return aborted(request, tooBig);
    const task = assign(request, now());
    const explained = await runAgainWithout(
      { sandbox, entry, limits, task, outcome, without },
      run,
    );
    const review = typeof explained === 'string' ? aborted(request, explained) : explained;
    return withLoss(review, request.sources);
  };
}

/** How many pieces of the input may kill a child before it is given up. */
const maxExcluded = 3;

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

function assign(request: ExplainRequest, now: number): Assignment {
  const { dialect, queries, rows, columns = [], randomPageCost = 4 } = request;
  return {
    sources: request.sources.map(({ name, text }) => ({ name, text })),
    dialect,
    queries,
    rows: { ...rows },
    columns: columns.map((fact) => ({ ...fact })),
    randomPageCost,
    now,
    excludedStatements: [],
    excludedQueries: [],
  };
}

function sizeProblem({ sources, queries }: ExplainRequest): string | null {
  const bytes = sources.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  if (bytes > queryLimits.schemaBytes) {
    return `The schema is ${megabytes(bytes)}; I take up to ${megabytes(queryLimits.schemaBytes)} at once.`;
  }
  if (Buffer.byteLength(queries) > queryLimits.queryBytes) {
    return `The queries are ${megabytes(Buffer.byteLength(queries))}; I take up to ${megabytes(queryLimits.queryBytes)} at once.`;
  }
  return queries.trim() === '' ? 'There is no query in it.' : null;
}

function without(task: Assignment, { why, note }: Broken): Assignment | null {
  const at = step.safeParse(note);
  const { excludedQueries, excludedStatements } = task;
  if (!at.success || excludedQueries.length + excludedStatements.length >= maxExcluded) return null;
  if ('query' in at.data) {
    return { ...task, excludedQueries: [...excludedQueries, { number: at.data.query, why }] };
  }
  if (!('statement' in at.data)) return null;
  const { statement: ordinal } = at.data;
  return { ...task, excludedStatements: [...excludedStatements, { ordinal, why }] };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** An explanation that concludes nothing. */
function aborted({ dialect, randomPageCost = 4 }: ExplainRequest, reason: string): QueryReview {
  return {
    status: 'aborted',
    reason,
    engine: { name: 'PostgreSQL (PGlite)', version: 'unknown', random_page_cost: randomPageCost },
    schema: { dialect: dialect ?? 'unknown', dialect_note: '', tables: 0, failed: [], stubs: [] },
    sized: false,
    sizes: [],
    queries: [],
    indexes: [],
    schema_findings: [],
    assumptions: [],
    ignored: [],
    summary: {
      by_severity: { error: 0, warn: 0, info: 0 },
      candidates: 0,
      explains: 0,
      peak_rss_bytes: null,
    },
  };
}
