import { some } from './report/words.ts';
import { step } from './worker-protocol.ts';

/** What the review is at, in a few words for whoever waits; null for what is no step of it. */
export function stageOf(note: unknown): string | null {
  const { data } = step.safeParse(note);
  if (data === undefined) return null;
  if ('statement' in data) {
    const { total, of } = data;
    const where = of === 'before' ? ' of the old version' : '';
    return `Loading ${some(total, 'statement')}${where} into PostgreSQL`;
  }
  if ('phase' in data) return `${data.phase.slice(0, 1).toUpperCase()}${data.phase.slice(1)}`;
  // A rule's id; anything else is a change that is rehearsed.
  return data.fix.includes('.') ? `Trying a fix for ${data.fix}` : 'Rehearsing the change';
}
