import type { SchemaReview } from '../review.ts';
import { fixScriptFile, reportFile } from './artifacts.ts';
import { writeChange } from './change.ts';
import { disclosuresOf } from './disclosures.ts';
import { writeFinding, writeRemark } from './finding.ts';
import { type FindingGroup, groupFindings } from './group.ts';
import { firstSentence, likely, gravity, nameOf, some } from './words.ts';
import { writeVerdict } from './verdict.ts';

/**
 * The review as people read it in a thread: a verdict that takes ten seconds, the gravest findings with their fixes,
 * and where the rest stands. Standard Markdown.
 */
export function writeChat(review: SchemaReview): string {
  if (review.status === 'aborted') return `**Nothing can be concluded.** ${review.reason ?? ''}`;
  const groups = groupFindings(review.findings);
  const shown = groups.slice(0, MOST_GROUPS);
  const grave = shown.filter(({ severity }) => severity !== 'info');
  const remarks = shown.filter(({ severity }) => severity === 'info');
  return [
    writeVerdict(review),
    ...writeChange(review, MOST_OF_CHANGE),
    ...(grave.length > MOST_MATTERS ? [whatMatters(grave)] : []),
    ...grave.map(writeFinding),
    ...(remarks.length === 0 ? [] : [`### Remarks\n${remarks.map(writeRemark).join('\n')}`]),
    ...disclosures(review),
    ...elsewhere(review, groups.slice(MOST_GROUPS)),
  ].join('\n\n');
}

/** More than people read; the whole stands in the file. */
const MOST_GROUPS = 8;

const MOST_MATTERS = 3;

const MOST_OF_CHANGE = { lines: 6, characters: 1_500 };

/** The findings are sorted by impact and effort: the first are those to begin with. */
function whatMatters(groups: readonly FindingGroup[]): string {
  const lines = groups.slice(0, MOST_MATTERS).map((group, index) => {
    const [first, ...rest] = group.findings;
    const more = rest.length === 0 ? '' : ` (and ${rest.length} more like it)`;
    const what = firstSentence(first.why).replace(/\.$/, '');
    const named = what.includes(first.object.table ?? '') ? '' : `: \`${nameOf(first.object)}\``;
    return `${index + 1}. **${gravity[group.severity]}:** ${what}${likely(first)}${more}${named}`;
  });
  return ['**What matters most**', ...lines].join('\n');
}

function disclosures(review: SchemaReview): readonly string[] {
  const lines = disclosuresOf(review);
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${line}`);
  const left = lines.length - shown.length;
  const more = left === 0 ? [] : [`- … and ${left} more in \`${reportFile}\``];
  return [`### How it was read\n${[...shown, ...more].join('\n')}`];
}

const MOST_LINES = 5;

function elsewhere(review: SchemaReview, rest: readonly FindingGroup[]): readonly string[] {
  const left = rest.reduce((sum, { findings }) => sum + findings.length, 0);
  const safe = review.fix_script?.ddl.length ?? 0;
  const lines = [
    ...(left > 0
      ? [`${some(left, 'more finding')} and all places stand in \`${reportFile}\`.`]
      : []),
    ...(safe > 0
      ? [
          `\`${fixScriptFile}\`: ${some(safe, 'safe statement')}, which ran as one script on this schema.`,
        ]
      : []),
  ];
  return lines.length === 0 ? [] : [lines.join(' ')];
}
