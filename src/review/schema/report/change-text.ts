import type { SchemaChange } from '../review.ts';

/** A change in a terminal: what breaks, what is lost, what may be a rename, and whether there is a way back. */
export function writeChange(change: SchemaChange | null): string[] {
  if (change === null) return [];
  const { breaks, lost, renames, unchanged_findings: known } = change;
  return [
    `change: ${change.steps.length} statements${reached(change)}; the way back was ${wayBack(change)}.`,
    ...breaks.map(({ object, why }) => `    breaks ${object}: ${why}`),
    ...lost.map(({ object, why, count }) => `    loses ${object}: ${why} ${count};`),
    ...renames.map(({ from, to, ddl }) => `    is ${to} the new name of ${from}? then: ${ddl};`),
    ...(known === 0 ? [] : [`    ${known} findings were there before and are left out.`]),
    '',
  ];
}

function reached({ of, reaches, unreached = [] }: SchemaChange): string {
  if (of === 'migration') return '';
  if (reaches === true) return ', executed, and they lead from the old version to the new one';
  return `, which do not lead all the way to the new version (${unreached.join(', ')})`;
}

function wayBack({ rollback: { executed, restores, why } }: SchemaChange): string {
  if (restores)
    return 'executed, and the schema was as before (rows that are dropped do not return)';
  return `${executed ? 'executed' : 'not executed'}${why === undefined ? '' : `: ${why}`}`;
}
