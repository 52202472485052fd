import type { ApiChange, ApiFinding, ApiReview } from '../api-review.ts';
import { groupFindings, type FindingGroup } from '../../group-findings.ts';
import { changesOf, code, countsOf, likely, oneLine, some, whatItIs } from './words.ts';

/** The whole review, grouped by rule. Standard Markdown: a file for people, and the ground truth of an agent. */
export function writeApiMarkdown(review: ApiReview, mostPlaces = MOST_PLACES): string {
  if (review.status === 'aborted') return `**Nothing can be concluded.** ${review.reason ?? ''}`;
  const { not_looked_at: left, rules_run: rules } = review.coverage;
  return [
    `**${countsOf(review)}** in ${whatItIs(review)}; ${some(rules.length, 'rule')}.`,
    ...(review.status === 'partial' ? [`**Partial:** ${review.reason ?? ''}`] : []),
    ...groupFindings(review.findings).map((group) => writeGroup(group, mostPlaces)),
    ...writeChanges(review, mostPlaces),
    ...(left.length === 0
      ? []
      : [`### Not looked at\n${left.map((line) => `- ${line}`).join('\n')}`]),
  ].join('\n\n');
}

/** What it is, where it is, what to do. */
export function writeGroup(
  { id, severity, findings }: FindingGroup<ApiFinding>,
  mostPlaces: number,
): string {
  const [first] = findings;
  const many = findings.length === 1 ? '' : ` · ${some(findings.length, 'place')}`;
  const shown = findings.slice(0, mostPlaces).map(writePlace);
  const left = findings.length - shown.length;
  return [
    `### ${LABELS[severity]}: ${first.why.replace(/\.$/, '')}${many}`,
    ...shown,
    ...(left > 0 ? [`- … and ${left} more`] : []),
    `Do: ${first.fix} (\`${id}\`${likely(first)}; ${first.source})`,
  ].join('\n');
}

/** Enough for a file; more is for the command line’s JSON. */
const MOST_PLACES = 100;

const LABELS = { error: '🔴 Error', warn: '🟠 Warning', info: '⚪ Remark' } as const;

function writePlace({ where, line, detail }: ApiFinding): string {
  return `- ${code(where)} line ${line}${detail === '' ? '' : `: ${oneLine(detail)}`}`;
}

function writeChanges(review: ApiReview, most: number): readonly string[] {
  const { changes } = review;
  if (changes === null) return [];
  const telling = changes.filter(({ effect }) => effect !== 'annotation');
  const left = telling.length - most;
  return [
    [
      `### Against the earlier version: ${changesOf(review) ?? ''}`,
      ...telling.slice(0, most).map(writeChange),
      ...(left > 0 ? [`- … and ${left} more`] : []),
    ].join('\n'),
  ];
}

function writeChange({ effect, where, what, line }: ApiChange): string {
  return `- ${effect}: ${code(where)}${line === null ? '' : ` line ${line}`}: ${oneLine(what)}`;
}
