import { z } from 'zod';

/** Parts of a table as the catalog queries give them, each the model's interface of the same name. */
export const partitionKey = z.object({
  strategy: z.enum(['list', 'range', 'hash']),
  columns: z.array(z.string()),
  hasExpression: z.boolean(),
  hasDefault: z.boolean(),
  partitions: z.number(),
});

export const column = z.object({
  name: z.string(),
  type: z.string(),
  baseType: z.string(),
  length: z.number().nullable(),
  hasModifier: z.boolean(),
  typeKind: z.string(),
  notNull: z.boolean(),
  default: z.string().nullable(),
  identity: z.boolean(),
  generated: z.boolean(),
  serial: z.boolean(),
  comment: z.string().nullable(),
  inherited: z.boolean(),
});

const indexKey = z.object({
  column: z.string().nullable(),
  text: z.string(),
  opclass: z.string(),
  collation: z.string().nullable(),
  option: z.number(),
});

export const index = z.object({
  name: z.string(),
  method: z.string(),
  unique: z.boolean(),
  primary: z.boolean(),
  exclusion: z.boolean(),
  valid: z.boolean(),
  deferrable: z.boolean(),
  constraint: z.boolean(),
  nullsNotDistinct: z.boolean(),
  keys: z.array(indexKey),
  include: z.array(z.string()),
  predicate: z.string().nullable(),
  definition: z.string(),
  inherited: z.boolean(),
  referenced: z.boolean(),
});

export const foreignKey = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  target: z.object({
    oid: z.number(),
    schema: z.string(),
    table: z.string(),
    columns: z.array(z.string()),
  }),
  onDelete: z.enum(['no action', 'restrict', 'cascade', 'set null', 'set default']),
  matchFull: z.boolean(),
  validated: z.boolean(),
  deferrable: z.boolean(),
  inherited: z.boolean(),
});

export const check = z.object({
  name: z.string(),
  expression: z.string(),
  columns: z.array(z.string()),
  validated: z.boolean(),
});

export const trigger = z.object({
  name: z.string(),
  function: z.string(),
  source: z.string(),
  beforeUpdate: z.boolean(),
});

export const policy = z.object({
  name: z.string(),
  permissive: z.boolean(),
  command: z.string(),
  roles: z.array(z.string()),
  using: z.string().nullable(),
  check: z.string().nullable(),
});
