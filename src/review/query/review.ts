import { z } from 'zod';

/**
 * What is said about queries. It crosses a process border, so it is a zod schema first and a type second. Costs are
 * the planner's units: good for ratios, never milliseconds.
 */
const planNodeFields = {
  node: z.string(),
  relation: z.string().nullable(),
  index: z.string().nullable(),
  /** Estimated rows that it hands up, each time it runs. */
  rows: z.number(),
  cost: z.number(),
  /** Condition, filter and sort key, as PostgreSQL writes them. */
  detail: z.array(z.string()),
  /** "SubPlan 1", "CTE w": not a plain child. */
  part: z.string().nullable(),
};

export interface PlanNode {
  readonly node: string;
  readonly relation: string | null;
  readonly index: string | null;
  readonly rows: number;
  readonly cost: number;
  readonly detail: readonly string[];
  readonly part: string | null;
  readonly children: readonly PlanNode[];
}

const planNode: z.ZodType<PlanNode> = z.object({
  ...planNodeFields,
  get children() {
    return z.array(planNode);
  },
});

const plan = z.object({
  cost: z.number(),
  rows: z.number(),
  /** One line: "Limit → Sort → Seq Scan on orders". */
  shape: z.string(),
  /** The node that takes the largest part of the cost, and which part (0 to 1). */
  bottleneck: z.object({ node: z.string(), share: z.number() }),
  text: z.string(),
  tree: planNode,
});

const indexAdvice = z.object({
  table: z.string(),
  /** As CREATE INDEX writes them. */
  keys: z.array(z.string()),
  /** As it ran, under its final name. */
  ddl: z.string(),
  /** The form for a table in use. */
  post_ddl: z.string(),
  /** Which part of the query it serves. */
  why: z.string(),
  /** Estimated size at the given row counts. */
  megabytes: z.number(),
});

const advice = z.object({
  indexes: z.array(indexAdvice),
  after: plan,
  /** Cost before by cost after. */
  ratio: z.number(),
  /** Trial indexes that were planned with. */
  tried: z.number(),
});

/** The same result asked for in another way, planned too. */
const rewrite = z.object({
  kind: z.enum(['keyset']),
  sql: z.string(),
  plan,
  /** Cost of the query as it is now by the cost of this one, each with the best indexes found. */
  ratio: z.number(),
  indexes: z.array(indexAdvice),
  note: z.string(),
});

const finding = z.object({
  id: z.string(),
  severity: z.enum(['error', 'warn', 'info']),
  /** `proved`: it follows from the text, the catalog or the plan. `heuristic`: a habit speaks for it. */
  confidence: z.enum(['proved', 'heuristic']),
  category: z.enum(['correctness', 'performance', 'security', 'design']),
  /** Line in the queries, or in the schema for what is found there. */
  line: z.number(),
  /** "orders.customer_id", or null where it is about the whole statement. */
  object: z.string().nullable(),
  why: z.string(),
  evidence: z.object({ by: z.enum(['rule', 'catalog', 'plan', 'engine']), text: z.string() }),
  source: z.string(),
  fix: z.string(),
});

const explained = z.object({
  /** From 1, as given. */
  number: z.number(),
  line: z.number(),
  /** As it was given. */
  text: z.string(),
  /** As it was planned: placeholders are $1, $2 … */
  sql: z.string(),
  /** `planned`; `read`: no query, only its text was checked; `refused`: see `reason`. */
  status: z.enum(['planned', 'read', 'refused']),
  reason: z.string().nullable(),
  placeholders: z.array(z.string()),
  plan: plan.nullable(),
  findings: z.array(finding),
  advice: advice.nullable(),
  /** Why no index is recommended, where one was looked for. */
  no_advice: z.string().nullable(),
  rewrite: rewrite.nullable(),
  /** What was taken for granted about this query: values, limits. */
  assumptions: z.array(z.string()),
});

export const queryReview = z.object({
  /** `complete`: every query was planned or read. `partial`: some were refused. `aborted`: nothing can be concluded. */
  status: z.enum(['complete', 'partial', 'aborted']),
  reason: z.string().nullable(),
  engine: z.object({ name: z.string(), version: z.string(), random_page_cost: z.number() }),
  schema: z.object({
    dialect: z.string(),
    dialect_note: z.string(),
    tables: z.number(),
    failed: z.array(z.object({ line: z.number(), message: z.string() })),
    stubs: z.array(z.object({ object: z.string(), why: z.string() })),
  }),
  /** False: the plans are of empty tables, and only what needs no plan holds. */
  sized: z.boolean(),
  sizes: z.array(
    z.object({
      table: z.string(),
      rows: z.number(),
      basis: z.enum(['given', 'assumed']),
      megabytes: z.number(),
    }),
  ),
  queries: z.array(explained),
  /** What the queries need together: each index once. */
  indexes: z.array(
    z.object({
      post_ddl: z.string(),
      megabytes: z.number(),
      /** Numbers of the queries it helps. */
      queries: z.array(z.number()),
      /** Another of these that begins with the same keys, and serves as well: one of the two is enough. */
      contained_in: z.string().nullable(),
    }),
  ),
  /** Found in the schema's own views and functions. */
  schema_findings: z.array(finding),
  /** What was taken for granted about the data. */
  assumptions: z.array(z.string()),
  /** What was given and could not be used: unknown tables, columns. */
  ignored: z.array(z.string()),
  summary: z.object({
    by_severity: z.object({ error: z.number(), warn: z.number(), info: z.number() }),
    candidates: z.number(),
    explains: z.number(),
    peak_rss_bytes: z.number().nullable(),
  }),
});

export type QueryReview = z.infer<typeof queryReview>;
export type ExplainedQuery = z.infer<typeof explained>;
export type QueryFinding = z.infer<typeof finding>;
export type Plan = z.infer<typeof plan>;
export type Advice = z.infer<typeof advice>;
export type IndexAdvice = z.infer<typeof indexAdvice>;
export type Rewrite = z.infer<typeof rewrite>;
