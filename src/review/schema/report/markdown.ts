import type { SchemaReview } from '../review.ts';
import { writeChange } from './change.ts';
import { disclosuresOf } from './disclosures.ts';
import { writeFinding, writeRemark } from './finding.ts';
import { writeFixScript } from './fix-script.ts';
import { groupFindings } from './group.ts';
import { writeVerdict } from './verdict.ts';

/** The whole review: for the file beside an answer, and as an agent gets it for its ground truth. Standard Markdown. */
export function writeMarkdown(review: SchemaReview): string {
  if (review.status === 'aborted') return `**Nothing can be concluded.** ${review.reason ?? ''}`;
  const groups = groupFindings(review.findings);
  const grave = groups.filter(({ severity }) => severity !== 'info');
  const remarks = groups.filter(({ severity }) => severity === 'info');
  const disclosures = disclosuresOf(review);
  return [
    writeVerdict(review),
    ...writeChange(review, ALL),
    ...grave.map(writeFinding),
    ...(remarks.length === 0 ? [] : ['### Remarks', remarks.map(writeRemark).join('\n')]),
    ...(disclosures.length === 0
      ? []
      : ['### How it was read', disclosures.map((line) => `- ${line}`).join('\n')]),
    ...script(review),
  ].join('\n\n');
}

const ALL = { lines: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY };

function script(review: SchemaReview): readonly string[] {
  if (review.fix_script === null || review.fix_script.ddl.length === 0) return [];
  const text = writeFixScript(review);
  const about = 'ran as a whole on this schema';
  if (text.length > MOST_SCRIPT_CHARACTERS) {
    return [
      `The script of all safe fixes (${review.fix_script.ddl.length} statements, ${about}) is long: it is a file of its own, and \`architect schema-review --fix-script\` prints it.`,
    ];
  }
  return [`### All safe fixes, in order (${about})`, `\`\`\`sql\n${text.trimEnd()}\n\`\`\``];
}

/** An agent reads it all: a longer script would drown the findings. */
const MOST_SCRIPT_CHARACTERS = 6_000;
