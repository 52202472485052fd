import type { SchemaFinding } from '../review.ts';
import type { FindingGroup } from './group.ts';
import { cost, ended, howSure, lineOf, likely, gravity, nameOf } from './words.ts';

/** A finding, with its repeats: object, line, reason, evidence, fix. */
export function writeFinding(group: FindingGroup): string {
  const [first, ...rest] = group.findings;
  const [place, ...others] = placesOf(group);
  return [
    `### ${gravity[group.severity]}: ${place}${rest.length === 0 ? '' : ` and ${rest.length} more`}`,
    `${first.why} (\`${group.id}\`${likely(first)})`,
    ...(others.length === 0 ? [] : [`Also: ${others.join(', ')}`]),
    ...writeFix(first, rest.length > 0),
  ].join('\n');
}

/** A remark: one line. */
export function writeRemark(group: FindingGroup): string {
  const [first] = group.findings;
  const [place, ...rest] = placesOf(group);
  const more = rest.length === 0 ? '' : ` and ${group.findings.length - 1} more`;
  return `- ${place}${more}: ${first.why} (\`${group.id}\`${likely(first)})`;
}

function placesOf({ findings }: FindingGroup): readonly string[] {
  const shown = findings.slice(0, MOST_PLACES);
  const left = findings.length - shown.length;
  const places = shown.map((finding) => {
    const name = nameOf(finding.object);
    // A statement that failed belongs to no object.
    return `${name === '' ? 'statement' : `\`${name}\``}${lineOf(finding)}`;
  });
  return left === 0 ? places : [...places, `… and ${left} more`];
}

const MOST_PLACES = 5;

export function writeFix(
  { fix, fix_rejected: rejected }: SchemaFinding,
  isExample: boolean,
): readonly string[] {
  if (fix === null) {
    return rejected === undefined ? [] : [`No fix: one was tried, and refused since ${rejected}.`];
  }
  const statements = (fix.post_ddl_variant ?? fix.ddl).map(ended);
  const check =
    fix.data_check === undefined ? '' : ` Before, this must return no row: \`${fix.data_check}\``;
  const first = isExample ? 'Of the first: ' : '';
  return [
    `\`\`\`sql\n${statements.join('\n')}\n\`\`\``,
    `_${first}${howSure(fix)} ${cost(fix)}_${check}`,
  ];
}
