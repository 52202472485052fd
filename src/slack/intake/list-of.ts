import { z } from 'zod';

/**
 * The items that fit, without those that do not: one odd file or attachment must not cost a person the whole
 * question. What is no list is an empty one.
 */
export function listOf<T>(item: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((candidate) => {
        const parsed = item.safeParse(candidate);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}
