import { z } from 'zod';
import { dialects } from '../schema/dialects/dialect.ts';
import { queryReview } from './review.ts';

/** What the parent asks of the child. */
export const assignment = z.object({
  sources: z.array(z.object({ name: z.string(), text: z.string() })),
  dialect: z.enum(dialects).nullable(),
  queries: z.string(),
  rows: z.record(z.string(), z.number()),
  columns: z.array(
    z.object({
      table: z.string(),
      column: z.string(),
      distinct: z.number().optional(),
      nullFraction: z.number().optional(),
    }),
  ),
  randomPageCost: z.number(),
  /** Where the period of times ends: milliseconds since the epoch. */
  now: z.number(),
  /** Statements of the schema that killed an earlier child. */
  excludedStatements: z.array(z.object({ ordinal: z.number(), why: z.string() })),
  /** Queries that did. */
  excludedQueries: z.array(z.object({ number: z.number(), why: z.string() })),
});

export type Assignment = z.infer<typeof assignment>;

/** Steps that the parent is told of: if the child dies in one, it knows what to leave out. */
export const step = z.union([
  z.object({ statement: z.number() }),
  z.object({ query: z.number() }),
  z.object({ phase: z.string() }),
]);

/** How the child's work ended, if the child did not. */
export const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('review'), review: queryReview }),
  z.object({ kind: z.literal('refused'), why: z.string() }),
  z.object({ kind: z.literal('engine-died'), why: z.string(), note: z.unknown() }),
]);

export type Outcome = z.infer<typeof outcome>;
