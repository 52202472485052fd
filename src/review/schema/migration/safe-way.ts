import type { Difference } from '../change/compare.ts';
import { strongest } from '../engine/measure.ts';
import type { Tried } from '../fixes/trial.ts';
import type { Fix, Lock } from '../review.ts';
import type { ChangeStep } from './change-log.ts';
import type { Change } from './read-changes.ts';
import type { RanStep, Unit } from './rehearse.ts';

/** Which part of what was seen a change of the script is; null if it left no trace, or has no other way. */
export function unitFor(change: Change, units: readonly Unit[]): number | null {
  const found = units.findIndex(
    ({ difference, sequence }) => sequence !== null && isAbout(change, difference),
  );
  return found === -1 ? null : found;
}

function isAbout(change: Change, difference: Difference | null): boolean {
  const rule: string = change.rule;
  if (difference === null) return rule === 'mig.rename';
  const [column] = change.columns;
  switch (difference.kind) {
    case 'part added':
      return isAboutPart(change, difference);
    case 'part dropped':
      return rule === 'mig.index_concurrently' && difference.part.name === change.index;
    case 'not null':
      return rule === 'mig.set_not_null' && difference.after.name === column;
    case 'column added':
      return rule.startsWith('mig.add_') && difference.column.name === column;
    case 'column dropped':
      return rule === 'mig.drop' && difference.column.name === column;
    case 'table dropped':
      return (
        rule === 'mig.drop' && (change.table ?? difference.table.name) === difference.table.name
      );
    case 'type':
      return rule === 'mig.type_change_rewrite' && difference.after.name === column;
    case 'detached':
      return rule === 'mig.partition_detach';
    case 'attached':
    case 'default':
    case 'enum changed':
    case 'generated':
    case 'identity':
    case 'logging':
    case 'other added':
    case 'other changed':
    case 'other dropped':
    case 'other replaced':
    case 'row security':
    case 'table added':
      return false;
  }
}

const kinds: Readonly<Record<string, readonly string[]>> = {
  'mig.index_concurrently': ['index'],
  'mig.unique_direct': ['unique'],
  'mig.pk_direct': ['primary key'],
  'mig.constraint_not_valid': ['check', 'foreign key'],
};

function isAboutPart(
  change: Change,
  { part }: Extract<Difference, { kind: 'part added' }>,
): boolean {
  if (kinds[change.rule]?.includes(part.kind) !== true) return false;
  if (change.constraint !== undefined) return part.name === change.constraint;
  return (
    change.columns.length === 0 ||
    part.columns.length === 0 ||
    change.columns.every((column) => part.columns.includes(column))
  );
}

/** The safe way of one unit, with what it was seen to cost, in the form of a fix. */
export function safeWay({ observed, measured }: ChangeStep, unit: number): Tried {
  const { rehearsal, units } = observed;
  const sequence = units[unit]?.sequence;
  if (rehearsal === null || sequence === null || sequence === undefined) return { kind: 'none' };
  const ran = rehearsal.ran?.[unit];
  if (ran === undefined) {
    const why = `the statement could not be undone to try it (${rehearsal.rollback.why})`;
    return { kind: 'rejected', why };
  }
  if (!rehearsal.reaches) {
    return { kind: 'rejected', why: rehearsal.refused ?? 'it leads to another schema' };
  }
  const steps = ran.filter(({ by }) => by !== 'you');
  const rewrites = [...new Set(steps.flatMap((step) => step.rewrites))];
  const dependent = sequence.dataCheck !== undefined || sequence.dataDependent === true;
  const proved = measured.on_stub ? 'executed_on_stub' : 'executed';
  return {
    kind: 'fix',
    fix: {
      ddl: steps.map(({ sql }) => sql),
      post_ddl_variant: ["SET lock_timeout = '5s'", ...ran.map(writeStep)],
      lock: strongestOf(steps),
      rewrites,
      verified: dependent ? 'data_dependent' : proved,
      finding_gone: true,
      new_findings: [],
      ...(sequence.dataCheck === undefined ? {} : { data_check: sequence.dataCheck }),
      safe: false,
      steps: [...ran],
      rollback: rehearsal.rollback,
    },
  };
}

export function writeStep({ sql, by }: RanStep): string {
  if (by === 'you') return `-- ${sql}`;
  return by === 'transaction' && sql.includes(';\n') && !sql.startsWith('BEGIN')
    ? `BEGIN;\n${sql};\nCOMMIT`
    : sql;
}

function strongestOf(steps: readonly RanStep[]): Fix['lock'] {
  const modes = new Map<string, string[]>();
  for (const { rel, mode } of steps.flatMap((step): readonly Lock[] => step.lock)) {
    modes.set(rel, [...(modes.get(rel) ?? []), mode]);
  }
  return [...modes].map(([rel, held]) => ({ rel, mode: strongest(held) }));
}
