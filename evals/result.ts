import { z } from 'zod';
import { concerns } from './case.ts';

const check = z.object({
  grader: z.string(),
  expected: z.string(),
  seen: z.string(),
});

/** What became of one case. */
export const caseResult = z.object({
  id: z.string(),
  concern: z.enum(concerns),
  title: z.string(),
  /** known: fails, and we know why. mended: is said to fail, and does not; the mark has to go. */
  status: z.enum(['passed', 'failed', 'known', 'mended']),
  /** Why it is known to fail. */
  why: z.string().optional(),
  /** Expectations that were not met. */
  failures: z.array(check),
  checks: z.number(),
  tokens: z.number(),
  usd: z.number().nullable(),
  ms: z.number(),
});

export type CaseResult = z.infer<typeof caseResult>;

/** Failed, or needs somebody's hand all the same. */
export function isBad({ status }: Pick<CaseResult, 'status'>): boolean {
  return status === 'failed' || status === 'mended';
}
