import type { SchemaFinding } from '../review.ts';
import { writeFix } from './finding.ts';
import { lineOf, gravity, nameOf } from './words.ts';

/** All that the checks know of one finding, for where nobody else explains it. Standard Markdown. */
export function explainFinding(finding: SchemaFinding): string {
  const { id, severity, confidence, object, why, source, evidence, suppress } = finding;
  const sure =
    confidence === 'proved'
      ? 'It follows from the catalog.'
      : 'A name or a habit speaks for it, so it may be wrong here.';
  return [
    `### ${gravity[severity]}: \`${nameOf(object)}\`${lineOf(finding)} · \`${id}\``,
    why,
    `**How it was seen.** ${sure}\n\`\`\`sql\n${evidence.query};\n\`\`\`\n${rowOf(evidence.row)}`,
    ['**What to do.**', ...doing(finding)].join('\n'),
    `**Where the rule is from.** ${source}`,
    `_If it is on purpose here, this line in the script says so: \`${suppress}\`_`,
  ].join('\n\n');
}

function doing(finding: SchemaFinding): readonly string[] {
  const fix = writeFix(finding, false);
  return fix.length === 0 ? ['No statement mends it; it is a decision about the design.'] : fix;
}

function rowOf(row: SchemaFinding['evidence']['row']): string {
  const facts = Object.entries(row).filter(([, value]) => !isEmpty(value));
  return facts.map(([name, value]) => `- ${name}: \`${plain(value)}\``).join('\n');
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(plain).join(', ') : JSON.stringify(value);
}
