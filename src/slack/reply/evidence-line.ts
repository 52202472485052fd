import type { Evidence, Verdict } from '../../core/evidence.ts';
import { clip } from './clip.ts';

/** "Checked: DDL ✓ executed on PostgreSQL 18 · 2 numbers ⚠ not verified". Plain text: nothing in it is markup. */
export function evidenceLine(evidence: readonly Evidence[]): string {
  const told = evidence.map(({ subject, verdict, summary }) =>
    `${subject} ${SIGNS[verdict]} ${summary}`.replace(/\s+/g, ' ').trim(),
  );
  const shown = told.slice(0, MOST_SHOWN);
  const left = told.length - shown.length;
  const more = left === 0 ? [] : [`${left} more`];
  return clip(`Checked: ${[...shown, ...more].join(' · ')}`, LINE_CHARS);
}

const SIGNS: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗',
  unverified: '⚠',
};

const MOST_SHOWN = 5;
const LINE_CHARS = 300;
