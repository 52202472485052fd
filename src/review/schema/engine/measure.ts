import { z } from 'zod';
import type { Lock } from '../review.ts';
import type { Engine, SqlRefusal } from './engine.ts';

/** What statements do to tables that were there before them. */
export interface Effect {
  readonly locks: readonly Lock[];
  /** Tables whose file was replaced. */
  readonly rewrites: readonly string[];
}

export interface Measured<Inside> extends Effect {
  readonly inside: Inside;
}

/** The storage file of each relation, by oid: what a rewrite is seen by. And its name, for when it is dropped. */
export type Files = ReadonlyMap<number, { readonly file: number; readonly rel: string }>;

/**
 * Runs statements in one transaction and looks at what they hold at its end: which locks on which relations that
 * were there before, and whose storage was replaced. `inside` looks at the changed schema before the end.
 */
export async function measure<Inside>(
  engine: Engine,
  statements: readonly string[],
  how: {
    readonly end: 'commit' | 'rollback';
    readonly before: Files;
    /** Looks at the changed schema before the end; is told which relations the statements hold. */
    readonly inside: (touched: readonly number[]) => Promise<Inside>;
  },
): Promise<Measured<Inside> | ({ readonly refused: SqlRefusal } & { readonly statement: string })> {
  await engine.run('begin');
  for (const statement of statements) {
    const executed = await engine.run(statement);
    if (executed.ok) continue;
    await engine.run('rollback');
    return { refused: executed, statement };
  }
  const held = await heldNow(engine, how.before);
  const inside = await how.inside(held.map((row) => row.oid));
  const ended = await engine.run(how.end);
  if (!ended.ok) return { refused: ended, statement: how.end };
  return { ...effectOf(held, how.before), inside };
}

/** What the running transaction holds on tables, more than to read them; on those too that it has dropped. */
export async function heldNow(engine: Engine, before: Files): Promise<readonly Held[]> {
  const rows = await engine.again(heldRow, heldQuery);
  return rows.flatMap(({ rel, ...row }) => {
    const name = rel ?? before.get(row.oid)?.rel;
    return name === undefined ? [] : { ...row, rel: name };
  });
}

/** Of the tables that were there before: the strongest lock on each, and whose storage was replaced. */
export function effectOf(held: readonly Held[], before: Files): Effect {
  const known = held.filter((row) => before.has(row.oid));
  return {
    locks: known.map((row) => ({ rel: row.rel, mode: strongest(row.modes) })),
    rewrites: known
      .filter((row) => row.file !== 0 && row.file !== before.get(row.oid)?.file)
      .map((row) => row.rel),
  };
}

export async function filesOf(engine: Engine): Promise<Files> {
  const rows = await engine.again(
    z.object({ oid: z.number(), file: z.number(), rel: z.string() }),
    `select c.oid::int as oid, c.relfilenode::int as file, n.nspname || '.' || c.relname as rel
       from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm')
        and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  return new Map(rows.map(({ oid, ...row }) => [oid, row]));
}

const heldRow = z.object({
  oid: z.number(),
  /** Null: it is dropped. */
  rel: z.string().nullable(),
  file: z.number(),
  modes: z.array(z.string()),
});

type Held = z.infer<typeof heldRow> & { readonly rel: string };

const heldQuery = `
  select l.relation::int as oid, n.nspname || '.' || c.relname as rel, coalesce(c.relfilenode, 0)::int as file,
         array_agg(distinct l.mode) as modes
    from pg_catalog.pg_locks l
    left join pg_catalog.pg_class c on c.oid = l.relation
    left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where l.locktype = 'relation' and l.granted and l.mode <> 'AccessShareLock'
     and (c.oid is null or c.relkind in ('r', 'p', 'm')
                       and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast'))
   group by 1, 2, 3
   order by 2`;

/** Table 13.2 of the manual, weakest first. */
const strength = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

export function strongest(modes: readonly string[]): string {
  return modes.toSorted((a, b) => strength.indexOf(b) - strength.indexOf(a))[0] ?? 'none';
}
