import { z } from 'zod';

const column = z.object({
  name: z.string(),
  type: z.string(),
  key: z.enum(['primary', 'foreign', 'primary+foreign', 'unique', 'none']),
  notNull: z.boolean(),
});

const table = z.object({
  /** Unique in the picture: with its schema where two schemas are in play. */
  name: z.string(),
  columns: z.array(column),
  /** The gravest finding of a review; the table is marked with it. */
  severity: z.enum(['error', 'warn', 'info']).nullable(),
});

/** A foreign key, from the table that has it to the one it refers to. */
const relation = z.object({
  from: z.string(),
  to: z.string(),
  columns: z.array(z.string()),
  /** One of its columns may be null: a row may do without the other. */
  optional: z.boolean(),
  /** Its columns are unique: at most one row refers to the same other. */
  unique: z.boolean(),
});

/** What an ER picture shows. `leftOut` are sentences on what it does not. */
export const erModel = z.object({
  title: z.string(),
  tables: z.array(table),
  relations: z.array(relation),
  leftOut: z.array(z.string()),
});

export type ErModel = z.infer<typeof erModel>;
export type ErTable = ErModel['tables'][number];
export type ErColumn = ErTable['columns'][number];
export type ErRelation = ErModel['relations'][number];
