import { z } from 'zod';
import { contractKinds } from './api-review.ts';

const text = z.object({
  name: z.string(),
  text: z.string(),
  truncatedBytes: z.number().optional(),
});

/** What the parent asks of the child. */
export const apiAssignment = z.object({
  contract: text,
  previous: text.nullable(),
  format: z.enum(contractKinds).nullable(),
});
