import type { Hit } from '../checks/check.ts';
import { strongest } from '../engine/measure.ts';
import type { Draft } from '../fixes/draft-findings.ts';
import type { Loaded } from '../load/loaded.ts';
import type { Script, ScriptStatement } from '../load/script.ts';
import { isConcurrent } from '../load/statement-sql.ts';
import { droppedBy, relationsIn } from '../sql/tree.ts';
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
    const [first] = heavy;
    if (first !== undefined && !sets.includes('lock_timeout')) {
      yield {
        check: migrationRule('mig.lock_timeout'),
        hit: hitAt(first, `It takes ${heldBy(first)} and the script sets no lock_timeout.`),
      };
    }
    const transactionOf = transactionsIn(statements);
    const pair = holding(heavy, transactionOf);
    if (pair !== null) {
      const [since, held] = pair;
      const line = since.statement.place.line;
      yield {
        check: migrationRule('mig.multi_stmt_after_ael'),
        hit: hitAt(
          held,
          `It runs in the transaction that holds ${heldBy(since)} since line ${line}.`,
        ),
      };
    }
    for (const statement of transactionOf.keys()) {
      if (!isConcurrent(statement.node)) continue;
      const [relation] = relationsIn(statement.node);
      yield {
        check: migrationRule('mig.concurrently_in_txn'),
        hit: {
          object: {
            schema: relation?.schema ?? 'public',
            table: relation?.name ?? droppedBy(statement.node)[0] ?? '',
          },
          ...statement.place,
          why: 'It stands between BEGIN and COMMIT.',
          row: {},
        },
      };
    }
  }
}

type Transactions = ReadonlyMap<ScriptStatement, number>;

/** The first that waits for its lock while an earlier one of its transaction holds one. */
function holding(
  heavy: readonly ChangeStep[],
  transactionOf: Transactions,
): readonly [ChangeStep, ChangeStep] | null {
  for (const held of heavy) {
    const transaction = transactionOf.get(held.statement);
    const since = heavy.find(({ statement }) => transactionOf.get(statement) === transaction);
    if (transaction !== undefined && since !== undefined && since !== held) return [since, held];
  }
  return null;
}

/** The statements between BEGIN and COMMIT, each with the number of its transaction. */
function transactionsIn(statements: readonly ScriptStatement[]): Transactions {
  const found = new Map<ScriptStatement, number>();
  let begun: number | null = null;
  for (const statement of statements) {
    const kind = 'TransactionStmt' in statement.node ? statement.node.TransactionStmt.kind : null;
    if (kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START') begun ??= statement.ordinal;
    else if (kind === 'TRANS_STMT_COMMIT' || kind === 'TRANS_STMT_ROLLBACK') begun = null;
    else if (begun !== null) found.set(statement, begun);
  }
  return found;
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
