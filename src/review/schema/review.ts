import { z } from 'zod';
import { schemaOutline } from './catalog/outline.ts';

/**
 * What a review says: the output contract of `architect schema-review --json`. It crosses a process border, so it
 * is a zod schema first and a type second. Key names are part of the contract.
 */
const objectRef = z.object({
  schema: z.string(),
  table: z.string().optional(),
  columns: z.array(z.string()).optional(),
  index: z.string().optional(),
  otherIndex: z.string().optional(),
  constraint: z.string().optional(),
  function: z.string().optional(),
  view: z.string().optional(),
  type: z.string().optional(),
  policy: z.string().optional(),
});

const place = z.object({
  /** Named when the input has more than one file. */
  file: z.string().optional(),
  /** Line in that file, from 1. */
  line: z.number(),
});

const lock = z.object({ rel: z.string(), mode: z.string() });

/** One step of a way to do it that lets others work on. */
const fixStep = z.object({
  sql: z.string(),
  /**
   * `transaction`: it ran in one of its own, and its locks were seen. `alone`: it ran outside of one, as it must
   * (CONCURRENTLY), and its lock is the manual's. `you`: what no statement can do.
   */
  by: z.enum(['transaction', 'alone', 'you']),
  lock: z.array(lock),
  rewrites: z.array(z.string()),
});

const rollback = z.object({
  ddl: z.array(z.string()),
  executed: z.boolean(),
  /** The catalog after it is the one before the change. Rows that were dropped do not come back. */
  restores: z.boolean(),
  why: z.string().optional(),
});

const fix = z.object({
  /** What was executed, in order. */
  ddl: z.array(z.string()),
  /** The form for a table that has rows and readers: CONCURRENTLY, NOT VALID, several steps. */
  post_ddl_variant: z.array(z.string()).optional(),
  /** The strongest lock each existing relation was seen to take. */
  lock: z.array(lock),
  /** Tables whose storage was seen to be replaced. */
  rewrites: z.array(z.string()),
  /**
   * `executed`: it ran and its finding is gone. `executed_on_stub`: so, on a table we made up. `data_dependent`:
   * it ran on empty tables; whether it runs on yours depends on the rows: ask with `data_check`.
   */
  verified: z.enum(['executed', 'executed_on_stub', 'data_dependent']),
  finding_gone: z.boolean(),
  new_findings: z.array(z.string()),
  /** A query that returns no row when the data allows the fix. */
  data_check: z.string().optional(),
  /** Whether it may go into the common script: nothing is lost and nobody who reads the table must change. */
  safe: z.boolean(),
  /** For a change of existing tables: the safe sequence, step by step, each committed by itself. */
  steps: z.array(fixStep).optional(),
  rollback: rollback.optional(),
});

const finding = z.object({
  id: z.string(),
  fingerprint: z.string(),
  severity: z.enum(['error', 'warn', 'info']),
  confidence: z.enum(['proved', 'heuristic']),
  category: z.string(),
  object: objectRef,
  ...place.partial().shape,
  evidence: z.object({ query: z.string(), row: z.record(z.string(), z.unknown()) }),
  why: z.string(),
  source: z.string(),
  fix: fix.nullable(),
  /** Why there is no fix although one was tried: what the engine answered. */
  fix_rejected: z.string().optional(),
  suppress: z.string(),
});

const migrationStep = z.object({
  ...place.shape,
  statement: z.string(),
  lock: z.array(lock),
  rewrites: z.array(z.string()),
  on_stub: z.boolean(),
});

/** What a change means for what is there: the code that runs now, and the rows. */
const schemaChange = z.object({
  /** `versions`: two schemas were given, and the steps are ours. `migration`: the steps are the input's. */
  of: z.enum(['versions', 'migration']),
  /** The change as DDL, in an order that was executed. */
  steps: z.array(z.string()),
  /** Whether the steps lead from the old schema to exactly the new one; null for a migration. */
  reaches: z.boolean().nullable(),
  /** Objects that the steps left different from the new version. */
  unreached: z.array(z.string()).optional(),
  /** What fails in code that was written for the schema before. */
  breaks: z.array(z.object({ object: z.string(), why: z.string() })),
  /** What is gone for good, with a query that counts it. */
  lost: z.array(z.object({ object: z.string(), why: z.string(), count: z.string() })),
  /** Read literally, one thing goes and another comes; it may be a new name. It is not guessed. */
  renames: z.array(
    z.object({ from: z.string(), to: z.string(), why: z.string(), ddl: z.string() }),
  ),
  /** The same by steps that let others work on, where there are such. */
  safe: z.object({ steps: z.array(fixStep), rehearsed: z.boolean() }),
  rollback: z.object({
    ddl: z.array(z.string()),
    executed: z.boolean(),
    restores: z.boolean(),
    why: z.string().optional(),
  }),
  /** Findings that the schema had before and still has: they are left out. */
  unchanged_findings: z.number(),
});

export const schemaReview = z.object({
  /** `complete`: every statement is accounted for. `partial`: some failed. `aborted`: nothing can be concluded. */
  status: z.enum(['complete', 'partial', 'aborted']),
  /** Why it is not complete, a sentence. */
  reason: z.string().nullable(),
  engine: z.object({ name: z.string(), version: z.string() }),
  input: z.object({
    sha256: z.string(),
    dialect: z.string(),
    /** How sure we are of the dialect, and what its translation leaves open. */
    dialect_note: z.string(),
    bytes: z.number(),
    statements: z.number(),
    applied: z.number(),
    skipped: z.array(z.object({ ...place.shape, kind: z.string(), why: z.string() })),
    failed: z.array(z.object({ ...place.shape, sqlstate: z.string(), message: z.string() })),
    stubs: z.array(z.object({ object: z.string(), why: z.string() })),
    /** Statements that ran only after we changed them or their surroundings. */
    repairs: z.array(z.object({ ...place.partial().shape, what: z.string() })),
  }),
  findings: z.array(finding),
  suppressed: z.array(
    z.object({
      id: z.string(),
      object: z.string().optional(),
      fingerprint: z.string(),
      reason: z.string(),
    }),
  ),
  unused_suppressions: z.array(z.object({ ...place.shape, text: z.string() })),
  migration: z.array(migrationStep),
  /** Set when the input changes tables that it did not create, or is two versions of a schema. */
  change: schemaChange.nullable().optional(),
  /** The tables and how they refer to each other, for a picture; without it where nothing was loaded. */
  model: schemaOutline.optional(),
  /** All safe fixes in order, executed as a whole; null when there are none. */
  fix_script: z
    .object({ ddl: z.array(z.string()), executed: z.boolean(), remaining: z.number() })
    .nullable(),
  coverage: z.object({
    checks_run: z.array(z.string()),
    checks_skipped: z.array(z.object({ id: z.string(), why: z.string() })),
    canary_ok: z.boolean(),
    tables: z.number(),
  }),
  summary: z.object({
    by_severity: z.object({ error: z.number(), warn: z.number(), info: z.number() }),
    fixes: z.object({
      proposed: z.number(),
      executed: z.number(),
      cleared: z.number(),
      data_dependent: z.number(),
    }),
    ms: z.object({ load: z.number(), check: z.number(), fix: z.number() }),
    peak_rss_bytes: z.number().nullable(),
  }),
});

export type SchemaReview = z.infer<typeof schemaReview>;
export type SchemaFinding = z.infer<typeof finding>;
export type ObjectRef = Readonly<z.infer<typeof objectRef>>;
export type Fix = z.infer<typeof fix>;
export type Lock = z.infer<typeof lock>;
export type SchemaChange = z.infer<typeof schemaChange>;
export type MigrationStep = z.infer<typeof migrationStep>;
