import { z } from 'zod';
import { differences, directSteps, type Difference } from '../change/compare.ts';
import { readShape, readTables } from '../change/read-shape.ts';
import type { Engine, SqlRefusal } from '../engine/engine.ts';
import { filesOf, measure, type Measured } from '../engine/measure.ts';
import type { ScriptStatement } from '../load/script.ts';
import { dropsBeyond } from '../load/targets.ts';
import { kindOf } from '../sql/parse.ts';
import { quoteLiteral } from '../sql/quote.ts';
import { droppedBy, relationsIn } from '../sql/tree.ts';
import { rehearse, type Rehearsal, type Unit } from './rehearse.ts';
import { renamingOf } from './rename-sequence.ts';
import { safeSequence } from './safe-sequence.ts';

/** What a statement did to tables that were there before it. */
export interface Observed {
  readonly measured: Measured<null>;
  readonly differences: readonly Difference[];
  readonly units: readonly Unit[];
  /** Null when there was no time for it. */
  readonly rehearsal: Rehearsal | null;
}

/**
 * Runs a statement that changes existing tables, measures it, and tells what became different. With
 * `rehearsing` it is undone and done again by its safe steps; the schema ends the same.
 */
export async function observe(
  engine: Engine,
  statement: ScriptStatement,
  how: {
    readonly sql: string;
    readonly enter: () => Promise<void>;
    readonly rehearsing: ((step: { readonly fix: string }) => void) | null;
  },
): Promise<Observed | { readonly refused: SqlRefusal }> {
  const bare = namesIn(statement);
  const known = await tablesNamed(engine, bare);
  const isWide = dropsBeyond(statement.node);
  const before = isWide ? await readShape(engine) : await readTables(engine, known);
  const files = await filesOf(engine);
  await how.enter();
  const measured = await measure(engine, [how.sql], {
    end: 'commit',
    before: files,
    inside: async () => null,
  });
  if ('refused' in measured) return measured;
  const names = new Set([...known, ...(await tablesNamed(engine, bare))]);
  const after = isWide ? await readShape(engine) : await readTables(engine, names);
  const rewrites = measured.rewrites.length > 0;
  const renaming = renamingOf(statement.node, before, after);
  const found = renaming === null ? differences(before, after) : [];
  const units: readonly Unit[] =
    renaming === null
      ? found.map((each) => ({ difference: each, sequence: safeSequence(each, after, rewrites) }))
      : [{ difference: null, sequence: renaming.sequence }];
  const rollback = renaming?.rollback ?? directSteps(differences(after, before));
  // What CASCADE took is a part of the schema: to take it down step by step would be another migration.
  const changes = !isWide && (found.length > 0 || renaming !== null);
  if (how.rehearsing === null || !changes) {
    return { measured, differences: found, units, rehearsal: null };
  }
  how.rehearsing({ fix: kindOf(statement.node) });
  const rehearsal = await rehearse(engine, {
    before,
    after,
    names,
    units: redo(units, how.sql),
    rollback,
  });
  return { measured, differences: found, units, rehearsal };
}

/** A rename without a safe way is done again as it was written. */
function redo(units: readonly Unit[], sql: string): readonly Unit[] {
  return units.map((unit) =>
    unit.difference === null && unit.sequence === null
      ? { ...unit, sequence: { steps: [{ kind: 'transaction', statements: [sql] }] } }
      : unit,
  );
}

function namesIn({ node }: ScriptStatement): readonly string[] {
  const renamed = 'RenameStmt' in node ? [node.RenameStmt.newname ?? ''] : [];
  return [...[...relationsIn(node)].map(({ name }) => name), ...droppedBy(node), ...renamed];
}

/** `schema.name` of the tables called so, of those whose index is called so, and of those that reference them. */
async function tablesNamed(engine: Engine, bare: readonly string[]): Promise<ReadonlySet<string>> {
  const names = `array[${bare.map(quoteLiteral).join(', ')}]::text[]`;
  const rows = await engine.rows(
    z.object({ name: z.string() }),
    `with named as (
       select coalesce(x.indrelid, c.oid) as oid from pg_catalog.pg_class c
         left join pg_catalog.pg_index x on x.indexrelid = c.oid
        where c.relname = any (${names}) and c.relkind in ('r', 'p', 'i', 'I'))
     select distinct n.nspname || '.' || c.relname as name
       from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.oid in (select oid from named union
                      select k.conrelid from pg_catalog.pg_constraint k join named on named.oid = k.confrelid)
        and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  );
  return new Set(rows.map((row) => row.name));
}
