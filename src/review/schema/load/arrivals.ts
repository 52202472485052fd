import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import { quoteLiteral } from '../sql/quote.ts';
import type { Task } from './plan.ts';
import type { ScriptStatement } from './script.ts';
import { createdRelation } from './targets.ts';

/** Which relations are there by now: to try again a statement that waits for another one would take time only. */
export interface Arrivals {
  /** Whether it waits for nothing that is known to be missing. */
  mayRun(task: Task): boolean;
  see(applied: ScriptStatement): void;
}

export async function arrivalsFor(engine: Engine, tasks: readonly Task[]): Promise<Arrivals> {
  const awaited = tasks.flatMap((task) => awaitedBy(task) ?? []);
  const there = new Set(awaited.length === 0 ? [] : await present(engine, awaited));
  return {
    mayRun(task) {
      const name = awaitedBy(task);
      return name === null || there.has(name);
    },
    see({ node }) {
      const name = createdRelation(node);
      if (name !== null) there.add(name);
    },
  };
}

/** The bare name of the relation that PostgreSQL did not find; null where it refused for another reason. */
function awaitedBy({ refusal }: Task): string | null {
  const name = /^relation "(.+)" does not exist$/.exec(refusal?.message ?? '')?.[1];
  return name?.split('.').at(-1) ?? null;
}

/** In whatever schema: a name more costs an attempt, a name less the statement. */
async function present(engine: Engine, names: readonly string[]): Promise<readonly string[]> {
  const wanted = [...new Set(names)].map(quoteLiteral).join(', ');
  const rows = await engine.rows(
    z.object({ name: z.string() }),
    `select distinct regexp_replace(relname, '^.*\\.', '') as name from pg_catalog.pg_class
      where regexp_replace(relname, '^.*\\.', '') in (${wanted})`,
  );
  return rows.map(({ name }) => name);
}
