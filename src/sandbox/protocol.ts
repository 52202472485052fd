import { z } from 'zod';

/** Parent to child, once. */
export const assignment = z.object({ entry: z.url(), input: z.unknown() });

/** Child to parent: steps, then one value. */
export const report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), note: z.unknown() }),
  z.object({ kind: z.literal('value'), value: z.unknown() }),
  z.object({ kind: z.literal('thrown'), why: z.string() }),
]);

export type Report = z.infer<typeof report>;
