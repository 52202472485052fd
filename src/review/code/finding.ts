import type { SgNode } from '@ast-grep/napi';
import { z } from 'zod';

/** A place in a piece of code that the answer has to deal with. A hint with a line, never a clearance. */
export const codeFinding = z.object({
  /** `code.sql_from_strings`, … */
  id: z.string(),
  severity: z.enum(['error', 'warn', 'info']),
  /** Counted from 1, in the snippet. */
  line: z.number(),
  /** The line itself, cut; never a secret's value. */
  code: z.string(),
  reason: z.string(),
  remedy: z.string(),
});

export type CodeFinding = z.infer<typeof codeFinding>;

/** What a rule says of a node; line and code are added where it is collected. */
export type Hit = Omit<CodeFinding, 'line' | 'code'> & {
  readonly at: SgNode;
};
