import { introspect, type Scope } from '../catalog/introspect.ts';
import type { Check } from '../checks/check.ts';
import type { Engine } from '../engine/engine.ts';
import type { SchemaFinding, SchemaReview } from '../review.ts';
import { findAll } from './draft-findings.ts';
import { runOrUndo } from './run-or-undo.ts';

/**
 * Runs all safe fixes one after the other, as one script. A fix that another one has made superfluous or impossible
 * is left out; what stays has run as a whole, in this order. Rolled back like everything.
 */
export async function runFixScript(
  engine: Engine,
  findings: readonly SchemaFinding[],
  checks: readonly Check[],
  scope: Scope,
): Promise<SchemaReview['fix_script']> {
  const safe = findings.flatMap(({ fix }) =>
    fix?.safe === true && fix.verified === 'executed' ? [fix.ddl] : [],
  );
  if (safe.length === 0) return null;
  const ddl: string[] = [];
  await engine.run('begin');
  for (const statements of safe) {
    const executed = await runOrUndo(engine, statements);
    if (executed.ok) ddl.push(...statements.filter((statement) => !ddl.includes(statement)));
  }
  const after = await introspect(engine, scope);
  const remaining = findAll(checks, after).length;
  await engine.run('rollback');
  return { ddl, executed: true, remaining };
}
