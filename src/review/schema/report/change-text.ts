import type { SchemaChange } from '../review.ts';
import { summary } from './change.ts';
import { some } from './words.ts';

/** A change in a terminal: what breaks, what is lost, what may be a rename, and whether there is a way back. */
export function writeChange(change: SchemaChange | null): string[] {
  if (change === null) return [];
  const { breaks, lost, renames, unchanged_findings: known } = change;
  return [
    `change: ${summary(change)}`,
    ...breaks.map(({ object, why }) => `    breaks ${object}: ${why}`),
    ...lost.map(({ object, why, count }) => `    loses ${object}: ${why} ${count};`),
    ...renames.map(({ from, to, ddl }) => `    is ${to} the new name of ${from}? then: ${ddl};`),
    ...(known === 0 ? [] : [`    left out, since it was there before: ${some(known, 'finding')}.`]),
    '',
  ];
}
