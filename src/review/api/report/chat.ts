import type { ApiFinding, ApiReview } from '../api-review.ts';
import { groupFindings, type FindingGroup } from '../../group-findings.ts';
import { writeGroup } from './markdown.ts';
import { changesOf, code, countsOf, reportFile, some, whatItIs } from './words.ts';

/**
 * The review as people read it in a thread: a verdict that takes ten seconds, what matters most, the gravest groups
 * with what to do, and where the rest stands. Standard Markdown.
 */
export function writeApiChat(review: ApiReview): string {
  if (review.status === 'aborted') return `**Nothing can be concluded.** ${review.reason ?? ''}`;
  const groups = groupFindings(review.findings);
  const grave = groups.filter(({ severity }) => severity !== 'info');
  const shown = grave.slice(0, MOST_GROUPS);
  return [
    writeApiVerdict(review),
    ...(grave.length > MOST_MATTERS ? [whatMatters(grave)] : []),
    ...shown.map((group) => writeGroup(group, MOST_PLACES)),
    ...remarks(groups),
    ...notLookedAt(review),
    ...elsewhere(review, shown),
  ].join('\n\n');
}

function writeApiVerdict(review: ApiReview): string {
  const changes = changesOf(review);
  const { rules_run: rules } = review.coverage;
  return [
    `**${countsOf(review)}** in ${whatItIs(review)}; ${some(rules.length, 'rule')}.`,
    ...(review.status === 'partial' ? [`**Partial:** ${review.reason ?? ''}`] : []),
    ...(changes === null ? [] : [`Against the earlier version: **${changes}**.`]),
  ].join('\n');
}

const MOST_GROUPS = 6;
const MOST_PLACES = 3;
const MOST_MATTERS = 3;
const MOST_REMARKS = 5;

function whatMatters(groups: readonly FindingGroup<ApiFinding>[]): string {
  const lines = groups
    .slice(0, MOST_MATTERS)
    .map(({ findings: [first, ...rest], severity }, index) => {
      const more = rest.length === 0 ? '' : ` and ${rest.length} more`;
      const mark = severity === 'error' ? '🔴' : '🟠';
      return `${index + 1}. ${mark} ${code(first.where)}${more}: ${first.fix}`;
    });
  return ['**What matters most**', ...lines].join('\n');
}

/** A line each, the first few: they are worth knowing, not worth scrolling. */
function remarks(groups: readonly FindingGroup<ApiFinding>[]): readonly string[] {
  const told = groups.filter(({ severity }) => severity === 'info').slice(0, MOST_REMARKS);
  if (told.length === 0) return [];
  const lines = told.map(({ findings: [first, ...rest] }) => {
    const more = rest.length === 0 ? '' : ` and ${rest.length} more`;
    return `- ${code(first.where)}${more}: ${first.why}`;
  });
  return [`### Remarks\n${lines.join('\n')}`];
}

function notLookedAt({ coverage }: ApiReview): readonly string[] {
  const { not_looked_at: left } = coverage;
  return left.length === 0
    ? []
    : [`### Not looked at\n${left.map((line) => `- ${line}`).join('\n')}`];
}

function elsewhere(
  review: ApiReview,
  shown: readonly FindingGroup<ApiFinding>[],
): readonly string[] {
  const told = shown.reduce((sum, { findings }) => sum + Math.min(findings.length, MOST_PLACES), 0);
  return review.findings.length > told ? [`All places stand in ${code(reportFile)}.`] : [];
}
