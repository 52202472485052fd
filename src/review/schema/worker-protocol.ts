import { z } from 'zod';
import { dialects } from './dialects/dialect.ts';
import { schemaReview } from './review.ts';

/** What the parent asks of the child. */
export const assignment = z.object({
  sources: z.array(z.object({ name: z.string(), text: z.string() })),
  /** The version before, when two are given. */
  before: z.array(z.object({ name: z.string(), text: z.string() })).nullable(),
  dialect: z.enum(dialects).nullable(),
  /** Suppressions that stand elsewhere than in the sources. */
  ignored: z.array(z.string()),
  /** Statements that killed an earlier child, and what is to be said of them. */
  excluded: z.array(
    z.object({ ordinal: z.number(), of: z.enum(['before']).optional(), why: z.string() }),
  ),
  /** True when one of several statements that ran together killed an earlier child. */
  oneByOne: z.boolean(),
  /** False when fixes killed an earlier child. */
  tryFixes: z.boolean(),
});

export type Assignment = z.infer<typeof assignment>;

/** Steps that the parent is told of: if the child dies in one, it knows which statement it was. */
export const step = z.union([
  z.object({
    statement: z.number(),
    total: z.number(),
    of: z.enum(['before']).optional(),
    /** It is the first of several. */
    together: z.literal(true).optional(),
  }),
  z.object({ fix: z.string() }),
  z.object({ phase: z.string() }),
]);

/** How the child's work ended, if the child did not. */
export const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('review'), review: schemaReview }),
  z.object({ kind: z.literal('refused'), why: z.string() }),
  /** `note` is the step it died in. */
  z.object({ kind: z.literal('engine-died'), why: z.string(), note: z.unknown() }),
]);

export type Outcome = z.infer<typeof outcome>;
