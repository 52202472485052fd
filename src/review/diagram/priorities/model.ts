import { z } from 'zod';

const level = z.enum(['low', 'medium', 'high']);

/** Actions in the order of their numbers in the picture, as the host ranked them. */
export const priorityItems = z
  .array(
    z.object({
      action: z.string(),
      impact: level,
      effort: level,
      /** What is written beside the action: "P1", "do first". */
      priority: z.string(),
    }),
  )
  .min(1)
  .max(24);

export type PriorityItem = z.infer<typeof priorityItems>[number];
