import { z } from 'zod';
import type { Figure } from './figure.ts';

/** One kind of sizing question: what it needs, and how it is computed. The first figure is the one that is asked for. */
export interface Calculation<Schema extends z.ZodObject> {
  /** A strict object whose `kind` is a literal, described field by field: a model reads it. Units are in the names. */
  readonly input: Schema;
  compute(input: z.output<Schema>): Computed;
}

export interface Computed {
  readonly figures: readonly [Figure, ...Figure[]];
  /** What the formula takes for granted, and what the numbers warn of. */
  readonly notes: readonly string[];
}

export const positive = z.number().positive().max(1e15);
export const count = z.int().min(1).max(1e9);
export const percent = z.number().min(0).max(100);

export const SECONDS_A_DAY = 86_400;
export const DAYS_A_MONTH = 30;
/** Decimal, as disks, networks and price lists count. */
export const BYTES_A_GB = 1e9;
