import { reread, withTables } from '../catalog/introspect.ts';
import { effectOf, heldNow } from '../engine/measure.ts';
import type { Draft } from './draft-findings.ts';
import type { Candidate } from './reach.ts';
import { runOrUndo } from './run-or-undo.ts';
import { judge, type Bench, type Tried } from './trial.ts';

/**
 * Tries fixes that touch different tables in one transaction and reads the changed tables once. Each is judged as if
 * it were alone, by the catalog with its own tables changed only. Gives back what is accepted; the others are left
 * to be tried alone, and so are those of which a lock could be as well another's.
 */
export async function tryTogether(
  bench: Bench,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<Draft, Tried>> {
  const { engine, catalog, scope, files } = bench;
  await engine.run('begin');
  const ran: Candidate[] = [];
  for (const candidate of candidates) {
    const executed = await runOrUndo(engine, candidate.fix.ddl);
    if (executed.ok) ran.push(candidate);
  }
  const held = await heldNow(engine, files);
  const fresh = await reread(
    engine,
    [...new Set([...held.map(({ oid }) => oid), ...ran.map(({ own }) => own)])],
    scope,
  );
  await engine.run('rollback');

  const claims = held.map(({ oid }) => ran.filter(({ reach }) => reach.has(oid)));
  // A table is held that none of them was expected to touch: nobody can tell whose doing it is.
  if (claims.some((by) => by.length === 0)) return new Map();
  const doubtful = new Set(claims.filter((by) => by.length > 1).flat());
  const judged = ran
    .filter((candidate) => !doubtful.has(candidate))
    .map((candidate) => {
      const own = held.filter(({ oid }) => candidate.reach.has(oid));
      // REVOKE changes a table and takes no lock on it.
      const touched = [...new Set([candidate.own, ...own.map(({ oid }) => oid)])];
      const changed = withTables(catalog, touched, fresh);
      const done = { ...effectOf(own, files), changed, touched };
      return [candidate.draft, judge(bench, candidate, done)] as const;
    });
  return new Map(judged.filter(([, { kind }]) => kind === 'fix'));
}
