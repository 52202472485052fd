import type { Hit } from '../checks/check.ts';
import type { Draft } from '../fixes/draft-findings.ts';
import { alteredRelation } from '../load/existing.ts';
import type { ChangeStep, Loaded } from '../load/load.ts';
import type { Script } from '../load/script.ts';
import type { ObjectRef } from '../review.ts';
import { readChanges, type Change } from './read-changes.ts';
import { migrationRule } from './rules.ts';
import { safeSequence } from './safe-sequence.ts';

/** Findings on statements that change tables from before their script: what was measured, and the safe way. */
export function migrationDrafts(loaded: Loaded, script: Script): readonly Draft[] {
  return [
    ...loaded.changes.flatMap((step) => [...changesOf(step)].map((change) => draft(step, change))),
    ...hygiene(loaded, script),
  ];
}

function* changesOf(step: ChangeStep): Generator<Change> {
  const { node } = step.statement;
  const changes = [...readChanges(node)];
  yield* changes;
  if (step.measured.rewrites.length === 0 || !('AlterTableStmt' in node)) return;
  for (const command of node.AlterTableStmt.cmds ?? []) {
    if (!('AlterTableCmd' in command)) continue;
    const { subtype, name = '', def } = command.AlterTableCmd;
    if (subtype === 'AT_AlterColumnType')
      yield {
        rule: 'mig.type_change_rewrite',
        columns: [name],
        does: `changes the type of ${name}`,
      };
    if (subtype === 'AT_AddColumn' && def !== undefined && 'ColumnDef' in def) {
      const column = def.ColumnDef.colname ?? '';
      yield { rule: 'mig.add_column_default_rewrite', columns: [column], does: `adds ${column}` };
    }
  }
}

function draft(step: ChangeStep, change: Change): Draft {
  const { statement, measured } = step;
  const object = objectOf(step, change);
  const table = [object.schema, object.table].join('.');
  const sequence = safeSequence(change, table, statement.text.replace(/;\s*$/, ''), statement.node);
  const locks = measured.lock.map(({ rel, mode }) => `${mode} on ${rel}`).join(', ');
  const rewrites =
    measured.rewrites.length === 0 ? 'no rewrite' : `rewrites ${measured.rewrites.join(', ')}`;
  const stub = measured.on_stub ? ' (measured on a table that we made up)' : '';
  const safe = sequence === null ? '' : ` Safer: ${sequence.join('; ')}.`;
  return {
    check: migrationRule(change.rule),
    hit: {
      object,
      ...statement.place,
      why: `It ${change.does}; measured: ${locks || 'no lock'}, ${rewrites}${stub}.${safe}`,
      row: {
        statement: statement.text.slice(0, 500),
        lock: measured.lock,
        rewrites: measured.rewrites,
        safe_sequence: sequence,
      },
    },
  };
}

function objectOf(
  { statement, measured }: ChangeStep,
  change: Change,
): ObjectRef & { readonly table: string } {
  const table = alteredRelation(statement.node) ?? '';
  const relation = measured.lock.find(({ rel }) => rel.endsWith(`.${table}`))?.rel;
  const { node } = statement;
  return {
    schema: relation?.slice(0, relation.indexOf('.')) ?? 'public',
    table,
    ...(change.columns.length === 0 ? {} : { columns: [...change.columns] }),
    ...('IndexStmt' in node && node.IndexStmt.idxname !== undefined
      ? { index: node.IndexStmt.idxname }
      : {}),
    ...(change.constraint === undefined ? {} : { constraint: change.constraint }),
  };
}

/** What is wrong with the script as a whole: one finding a file. */
function* hygiene(loaded: Loaded, script: Script): Generator<Draft> {
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
        hit: hitAt(
          first,
          `It takes ${first.measured.lock[0]?.mode ?? 'a lock'} and the script sets no lock_timeout.`,
        ),
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
          `It runs in the transaction that holds ${first.measured.lock[0]?.mode} since line ${first.statement.place.line}.`,
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
