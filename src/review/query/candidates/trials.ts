import { z } from 'zod';
import type { Engine } from '../../schema/engine/engine.ts';
import { quoteLiteral } from '../../schema/sql/quote.ts';
import { identityOf, type Candidate } from './candidate.ts';
import { createIndexSql, indexName } from './ddl.ts';

/** A candidate that was built, and hides until it is asked for. */
export interface Trial {
  readonly candidate: Candidate;
  /** Name of the index in the engine. */
  readonly name: string;
  /** Name that it is recommended under. */
  readonly title: string;
  /** The index itself first; then those of the partitions, if there are any. */
  readonly oids: readonly number[];
  /** Their names, as plans show them. */
  readonly names: readonly string[];
}

/**
 * Builds candidates, each once, on the empty tables. What PostgreSQL refuses (an expression that is not immutable, a
 * type without an order) is no candidate.
 */
export async function buildTrials(
  engine: Engine,
  candidates: readonly Candidate[],
  most: number,
): Promise<ReadonlyMap<string, Trial>> {
  const trials = new Map<string, Trial>();
  const taken = new Set<string>();
  const distinct = new Map(candidates.map((candidate) => [identityOf(candidate), candidate]));
  for (const [identity, candidate] of [...distinct].slice(0, most)) {
    const name = `architect_trial_${trials.size + 1}`;
    const built = await engine.run(createIndexSql(candidate, { name }));
    if (!built.ok) continue;
    const rows = await engine.rows(
      z.object({ oid: z.number(), name: z.string() }),
      treeOf(candidate, name),
    );
    if (rows.length === 0) throw new Error(`the trial index ${name} is not there`);
    const title = indexName(candidate, taken);
    taken.add(title);
    trials.set(identity, {
      candidate,
      name,
      title,
      oids: rows.map(({ oid }) => oid),
      names: rows.map((row) => row.name),
    });
  }
  await engine.canary();
  return trials;
}

/** An index and, on a partitioned table, those of its partitions: each is hidden and shown by itself. */
function treeOf({ table }: Candidate, name: string): string {
  return `with recursive tree (oid, depth) as (
      select c.oid, 0 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where n.nspname = ${quoteLiteral(table.schema)} and c.relname = ${quoteLiteral(name)}
      union all
      select i.inhrelid, tree.depth + 1 from tree join pg_catalog.pg_inherits i on i.inhparent = tree.oid)
    select c.oid::int as oid, c.relname as name
      from tree join pg_catalog.pg_class c on c.oid = tree.oid order by tree.depth`;
}
