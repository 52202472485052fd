import type { Draft } from '../fixes/draft-findings.ts';
import type { Tried } from '../fixes/trial.ts';
import type { Loaded } from '../load/loaded.ts';
import type { Script } from '../load/script.ts';
import { dropsBeyond } from '../load/targets.ts';
import type { ChangeStep } from './change-log.ts';
import { hygiene } from './hygiene.ts';
import { objectOf } from './object-of.ts';
import { readChanges, type Change } from './read-changes.ts';
import { migrationRule } from './rules.ts';
import { safeWay, unitFor } from './safe-way.ts';
import { inWords } from './words.ts';

/** A finding on a change, and its safe way, which was executed while the script was loaded. */
export interface MigrationDraft {
  readonly draft: Draft;
  readonly tried: Tried;
}

/** Findings on statements that change tables from before their script: what was measured, and the safe way. */
export function migrationDrafts(loaded: Loaded, script: Script): readonly MigrationDraft[] {
  return [
    ...loaded.changes.flatMap((step) => [...changesOf(step)].map((change) => draft(step, change))),
    ...[...hygiene(loaded, script)].map((each): MigrationDraft => {
      return { draft: each, tried: { kind: 'none' } };
    }),
  ];
}

function* changesOf(step: ChangeStep): Generator<Change> {
  const { node } = step.statement;
  yield* readChanges(node);
  if (dropsBeyond(node)) yield* takenAlong(step);
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

/** What CASCADE took, as it was seen. */
function* takenAlong({ observed }: ChangeStep): Generator<Change> {
  for (const difference of observed.differences) {
    if (difference.kind !== 'table dropped' && difference.kind !== 'column dropped') continue;
    const { name: table } = difference.table;
    const column = difference.kind === 'column dropped' ? difference.column.name : null;
    yield {
      rule: 'mig.drop',
      table,
      columns: column === null ? [] : [column],
      does: `drops ${column === null ? 'the table' : `the column ${column} of`} ${table} along with it, by CASCADE`,
    };
  }
}

function draft(step: ChangeStep, change: Change): MigrationDraft {
  const { statement, measured, observed } = step;
  const unit = unitFor(change, observed.units);
  const tried = unit === null ? ({ kind: 'none' } as const) : safeWay(step, unit);
  const locks = writeLocks(step, change);
  const rewrites =
    measured.rewrites.length === 0 ? 'no rewrite' : `rewrites ${measured.rewrites.join(', ')}`;
  const stub = measured.on_stub ? ' (measured on a table that we made up)' : '';
  const words = tried.kind === 'fix' ? null : inWords(change.rule);
  const loses = unit === null ? undefined : observed.units[unit]?.sequence?.loses;
  return {
    tried,
    draft: {
      check: migrationRule(change.rule),
      hit: {
        object: objectOf(step, change),
        ...statement.place,
        why: `It ${change.does}; measured: ${locks}, ${rewrites}${stub}.${words === null ? '' : ` Safer: ${words}.`}${loses === undefined ? '' : ` How much is lost: ${loses}.`}`,
        row: {
          statement: statement.text.slice(0, 500),
          lock: measured.lock,
          rewrites: measured.rewrites,
          ...(loses === undefined ? {} : { loses }),
        },
      },
    },
  };
}

/** Those on its own table first: one that takes a schema away holds all of it. */
function writeLocks({ measured }: ChangeStep, { table }: Change): string {
  const isOwn = (rel: string): boolean => table !== undefined && rel.endsWith(`.${table}`);
  const sorted = measured.lock.toSorted((a, b) => Number(isOwn(b.rel)) - Number(isOwn(a.rel)));
  const shown = sorted.slice(0, mostLocks).map(({ rel, mode }) => `${mode} on ${rel}`);
  const left = sorted.length - shown.length;
  if (shown.length === 0) return 'no lock';
  return left === 0 ? shown.join(', ') : `${shown.join(', ')} and ${left} more`;
}

const mostLocks = 4;
