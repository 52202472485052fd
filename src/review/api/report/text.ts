import type { ApiFinding, ApiReview } from '../api-review.ts';
import { groupFindings, type FindingGroup } from '../../group-findings.ts';
import { changesOf, countsOf, oneLine, whatItIs } from './words.ts';

/** How many of a group are shown. */
const shown = 5;

/** The review as a person reads it in a terminal. */
export function writeApiText(review: ApiReview): string {
  const { input, coverage } = review;
  if (review.status === 'aborted')
    return `${input.name}: nothing can be concluded. ${review.reason ?? ''}\n`;
  const changes = changesOf(review);
  const lines = [
    `${input.name}: ${whatItIs(review)}. ${countsOf(review)}.`,
    ...(review.status === 'partial' ? [`partial: ${review.reason ?? ''}`] : []),
    ...(changes === null ? [] : [`against the earlier version: ${changes}`]),
    '',
    ...groupFindings(review.findings).flatMap((group) => [...writeGroup(group), '']),
    ...coverage.not_looked_at.map((line) => `not looked at: ${line}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function writeGroup({ id, severity, findings }: FindingGroup<ApiFinding>): readonly string[] {
  const [first] = findings;
  const guess = first.confidence === 'heuristic' ? ' (likely)' : '';
  const left = findings.length - shown;
  return [
    `${severity} ${id}${guess}${findings.length > 1 ? `  ${findings.length} times` : ''}`,
    ...findings.slice(0, shown).map(writePlace),
    ...(left > 0 ? [`    … and ${left} more`] : []),
    `    ${first.why}`,
    `    > ${first.fix}`,
  ];
}

function writePlace({ where, line, detail }: ApiFinding): string {
  return `    ${line}: ${oneLine(where)}${detail === '' ? '' : ` (${oneLine(detail)})`}`;
}
