import { z } from 'zod';
import type { Engine } from '../../schema/engine/engine.ts';

/** A table or an index as it lies on disk. */
const relationFile = z.object({
  oid: z.number(),
  schema: z.string(),
  name: z.string(),
  /** Null for what has no storage: partitioned tables and their indexes. */
  file: z.string().nullable(),
  /** For an index: its table and the names of its key columns ("expr", "lower" for expressions). */
  table: z.number().nullable(),
  keys: z.array(z.string()),
});

export type RelationFile = z.infer<typeof relationFile>;

/** The files of some tables and of all their indexes. */
export async function relationFiles(
  engine: Engine,
  tables: readonly number[],
): Promise<readonly RelationFile[]> {
  const wanted = `array[${tables.join(', ')}]::oid[]`;
  return engine.rows(
    relationFile,
    `select c.oid::int as oid, n.nspname as schema, c.relname as name, x.indrelid::int as "table",
            pg_catalog.pg_relation_filepath(c.oid) as file,
            (select coalesce(pg_catalog.json_agg(a.attname order by a.attnum), '[]'::pg_catalog.json)
               from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and x.indexrelid is not null and a.attnum <= x.indnkeyatts) as keys
       from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       left join pg_catalog.pg_index x on x.indexrelid = c.oid
      where c.oid = any (${wanted}) or x.indrelid = any (${wanted})`,
  );
}
