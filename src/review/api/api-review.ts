import { z } from 'zod';

/** The kinds of contract that are read. */
export const contractKinds = ['openapi', 'swagger', 'asyncapi', 'graphql', 'protobuf'] as const;
export type ContractKind = (typeof contractKinds)[number];

const severity = z.enum(['error', 'warn', 'info']);

const finding = z.object({
  /** `api.…`, as docs/tools.md lists them. */
  id: z.string(),
  fingerprint: z.string(),
  severity,
  /** `proved`: it stands there. `heuristic`: names or shapes suggest it. */
  confidence: z.enum(['proved', 'heuristic']),
  /** What people call the place: "GET /orders", "Order.total". */
  where: z.string(),
  /** Line in the document, from 1. */
  line: z.number(),
  /** JSON pointer, in OpenAPI and AsyncAPI. */
  pointer: z.string().optional(),
  /** What was seen there; empty where the place says it all. */
  detail: z.string(),
  why: z.string(),
  source: z.string(),
  fix: z.string(),
});

const change = z.object({
  effect: z.enum(['breaking', 'dangerous', 'non-breaking', 'annotation', 'unclassified']),
  where: z.string(),
  what: z.string(),
  /** Line in the new document; null where it is gone. */
  line: z.number().nullable(),
});

/** What a review of an API contract says. It crosses a process border, so it is a schema first and a type second. */
export const apiReview = z.object({
  /** `complete`: read whole. `partial`: parts could not be read. `aborted`: nothing can be concluded. */
  status: z.enum(['complete', 'partial', 'aborted']),
  /** Why it is not complete, a sentence. */
  reason: z.string().nullable(),
  /** Of an aborted one: it is no contract that can be read, or the reviewer gave up on it. */
  at_fault: z.enum(['contract', 'reviewer']).nullable(),
  kind: z.enum(contractKinds).nullable(),
  /** Of the format: "3.1.0", "proto3"; empty where it has none. */
  version: z.string(),
  title: z.string(),
  input: z.object({ name: z.string(), sha256: z.string(), bytes: z.number(), lines: z.number() }),
  /** What it consists of: "operations" 12, "schemas" 30. */
  counts: z.record(z.string(), z.number()),
  findings: z.array(finding),
  /** Null: no earlier version was given, or it could not be compared, which is the reason then. */
  changes: z.array(change).nullable(),
  coverage: z.object({
    rules_run: z.array(z.string()),
    /** What was not looked at, a sentence each. */
    not_looked_at: z.array(z.string()),
  }),
  summary: z.object({
    by_severity: z.object({ error: z.number(), warn: z.number(), info: z.number() }),
    ms: z.number(),
    peak_rss_bytes: z.number().nullable(),
  }),
});

export type ApiReview = z.infer<typeof apiReview>;
export type ApiFinding = z.infer<typeof finding>;
export type ApiChange = z.infer<typeof change>;
