import type { Hit } from '../checks/check.ts';
import { strongest } from '../engine/measure.ts';
import type { Draft } from '../fixes/draft-findings.ts';
import type { Loaded } from '../load/load.ts';
import type { Script } from '../load/script.ts';
import type { ChangeStep } from './change-log.ts';
import { objectOf } from './object-of.ts';
import { migrationRule } from './rules.ts';

/** What is wrong with a script as a whole: how long it waits, what it holds, what cannot be in a transaction. */
export function* hygiene(loaded: Loaded, script: Script): Generator<Draft> {
  const files = new Map<number, ChangeStep[]>();
  for (const step of loaded.changes)
    files.set(step.statement.sourceIndex, [...(files.get(step.statement.sourceIndex) ?? []), step]);
  for (const [source, steps] of files) {
    const statements = script.statements.filter((statement) => statement.sourceIndex === source);
    const sets = statements.flatMap(({ node }) =>
      'VariableSetStmt' in node ? (node.VariableSetStmt.name ?? []) : [],
    );
    const heavy = steps.filter((step) => step.measured.lock.some(({ mode }) => strong.has(mode)));
    const [first, second] = heavy;
    if (first !== undefined && !sets.includes('lock_timeout')) {
      yield {
        check: migrationRule('mig.lock_timeout'),
        hit: hitAt(first, `It takes ${heldBy(first)} and the script sets no lock_timeout.`),
      };
    }
    const inTransaction = statements.some(
      ({ node }) => 'TransactionStmt' in node && node.TransactionStmt.kind === 'TRANS_STMT_BEGIN',
    );
    if (inTransaction && first !== undefined && second !== undefined) {
      yield {
        check: migrationRule('mig.multi_stmt_after_ael'),
        hit: hitAt(
          second,
          `It runs in the transaction that holds ${heldBy(first)} since line ${first.statement.place.line}.`,
        ),
      };
    }
    for (const { node, place } of inTransaction ? statements : []) {
      if (!('IndexStmt' in node) || node.IndexStmt.concurrent !== true) continue;
      const table = node.IndexStmt.relation?.relname ?? '';
      yield {
        check: migrationRule('mig.concurrently_in_txn'),
        hit: {
          object: { schema: 'public', table },
          ...place,
          why: 'It stands between BEGIN and COMMIT.',
          row: {},
        },
      };
    }
  }
}

const strong: ReadonlySet<string> = new Set([
  'AccessExclusiveLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'ShareLock',
]);

/** The strongest of the locks on all tables that it touches. */
function heldBy({ measured }: ChangeStep): string {
  return strongest(measured.lock.map(({ mode }) => mode));
}

function hitAt(step: ChangeStep, why: string): Hit {
  const { columns: _, ...object } = {
    ...objectOf(step, { rule: 'mig.lock_timeout', columns: [], does: '' }),
    columns: [],
  };
  return {
    object,
    ...step.statement.place,
    why,
    row: { statement: step.statement.text.slice(0, 500) },
  };
}
