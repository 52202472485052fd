import { z } from 'zod';

/** Arguments come as a form, where everything is a string, or as JSON. These read both. */

export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

export const count = z.coerce.number().int();

/** A JSON value, or its text inside a form. Text that is no JSON stays text, and fails the schema. */
export function json<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}

export const object = z.record(z.string(), z.unknown());
