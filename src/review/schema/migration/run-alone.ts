import type { Engine } from '../engine/engine.ts';
import { filesOf } from '../engine/measure.ts';
import type { Fix, Lock } from '../review.ts';
import { droppedBy, objectsIn, relationsIn } from '../sql/tree.ts';
import { parse } from '../sql/parse.ts';
import type { Node } from 'libpg-query';
import { z } from 'zod';
import { quoteLiteral } from '../sql/quote.ts';

type Ran = NonNullable<Fix['steps']>[number];

/**
 * Runs a statement that refuses to be in a transaction. It lets its locks go before we could look at them, so they
 * are the manual's; whether it rewrote a table is seen.
 */
export async function runAlone(
  engine: Engine,
  statement: string,
): Promise<Ran | { readonly refused: string }> {
  const parsed = parse(statement);
  const node = parsed.ok ? parsed.nodes[0] : undefined;
  const lock = node === undefined ? [] : await documentedLocks(engine, node);
  const before = await filesOf(engine);
  const executed = await engine.run(statement);
  if (!executed.ok) return { refused: executed.message };
  const after = await filesOf(engine);
  const rewrites = [...after].flatMap(([oid, { file, rel }]) => {
    const old = before.get(oid);
    return old === undefined || old.file === file ? [] : [rel];
  });
  return { sql: statement, by: 'alone', lock, rewrites };
}

/** Table 13.2 of the manual, and the pages of the commands. */
async function documentedLocks(engine: Engine, node: Node): Promise<Lock[]> {
  const rels = await relationsOf(engine, node);
  const whole = 'ClusterStmt' in node || isVacuumFull(node);
  return rels.map((rel) => ({
    rel,
    mode: whole ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock',
  }));
}

export function isVacuumFull(node: Node): boolean {
  if (!('VacuumStmt' in node) || node.VacuumStmt.is_vacuumcmd !== true) return false;
  return objectsIn(node.VacuumStmt.options).some((option) => option['defname'] === 'full');
}

async function relationsOf(engine: Engine, node: Node): Promise<readonly string[]> {
  const named = [...relationsIn(node)].map(({ name }) => name);
  const names = [...named, ...droppedBy(node)].map(quoteLiteral).join(', ');
  const rows = await engine.rows(
    z.object({ rel: z.string() }),
    `select distinct n.nspname || '.' || t.relname as rel
       from pg_catalog.pg_class c left join pg_catalog.pg_index x on x.indexrelid = c.oid
       join pg_catalog.pg_class t on t.oid = coalesce(x.indrelid, c.oid) and t.relkind in ('r', 'p', 'm')
       join pg_catalog.pg_namespace n on n.oid = t.relnamespace
      where c.relname = any (array[${names}]::text[]) and n.nspname !~ '^pg_'`,
  );
  return rows.map((row) => row.rel);
}
