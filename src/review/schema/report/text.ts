import type { SchemaFinding, SchemaReview } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';
import { writeChange } from './change-text.ts';
import { groupFindings, type FindingGroup } from './group.ts';
import { cost, ended, howSure, some } from './words.ts';

/** How many of a group are shown. */
const shown = 5;

/** The review as a person reads it in a terminal. */
export function writeText(review: SchemaReview): string {
  const lines = [...head(review), ''];
  if (review.status === 'aborted') return `${lines.join('\n')}\n`;
  lines.push(...writeChange(review.change ?? null));
  for (const group of groupFindings(review.findings)) lines.push(...writeGroup(group), '');
  lines.push(...tail(review));
  return `${lines.join('\n')}\n`;
}

/** An empty or unreadable file must not read as "0 findings", nor let a build pass. */
export function isInconclusive({ status, coverage }: SchemaReview): boolean {
  return status === 'aborted' || (status === 'partial' && coverage.tables === 0);
}

function head(review: SchemaReview): string[] {
  const { reason, input, coverage, summary, engine } = review;
  if (isInconclusive(review)) return [`Nothing can be concluded. ${reason ?? ''}`];
  const { error, warn, info } = summary.by_severity;
  const counts = `${some(error, 'error')}, ${some(warn, 'warning')}, ${some(info, 'remark')}`;
  return [
    `${some(coverage.tables, 'table')}, ${some(input.statements, 'statement')} (${input.dialect}), on ${engine.name} ${engine.version}: ${counts}.`,
    ...(input.dialect_note === '' ? [] : [input.dialect_note]),
    ...(reason === null ? [] : [`Partial: ${reason}`]),
  ];
}

function writeGroup({ id, severity, findings }: FindingGroup): string[] {
  const [first, ...rest] = findings;
  if (rest.length === 0)
    return [
      `${severity} ${id}${guess(first)}  ${where(first)}`,
      ...indent(first.why),
      ...writeFix(first),
    ];
  const listed = findings.slice(0, shown).map((finding) => `    ${where(finding)}`);
  const more = findings.length > shown ? [`    … and ${findings.length - shown} more`] : [];
  return [
    `${severity} ${id}${guess(first)}  ${findings.length} times`,
    ...indent(first.why),
    ...listed,
    ...more,
    ...writeFix(first),
  ];
}

function guess({ confidence }: SchemaFinding): string {
  return confidence === 'heuristic' ? ' (likely)' : '';
}

function where({ object, file, line }: SchemaFinding): string {
  const at = line === undefined ? '' : ` at ${file === undefined ? 'line ' : `${file}:`}${line}`;
  return `${writeObject(object)}${at}`;
}

function indent(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

function writeFix({ fix, fix_rejected: rejected }: SchemaFinding): string[] {
  if (fix === null) return rejected === undefined ? [] : [`    tried and refused: ${rejected}`];
  const statements = (fix.post_ddl_variant ?? fix.ddl).map(
    (statement) => `    > ${ended(statement).replaceAll('\n', '\n    > ')}`,
  );
  return [
    ...statements,
    `    ${howSure(fix)} ${cost(fix)}`,
    ...(fix.data_check === undefined ? [] : [`    first: ${fix.data_check};`]),
  ];
}

function tail({
  input,
  suppressed,
  unused_suppressions: unused,
  fix_script: script,
  coverage,
}: SchemaReview): string[] {
  const skipped = new Map<string, number>();
  for (const { why } of input.skipped) skipped.set(why, (skipped.get(why) ?? 0) + 1);
  return [
    ...input.failed.map(
      (failed) => `failed at ${failed.file ?? 'line'} ${failed.line}: ${failed.message}`,
    ),
    ...[...skipped].map(([why, count]) => `skipped ${count}: ${why}`),
    ...input.stubs.map((stub) => `made up ${stub.object}: ${stub.why}`),
    ...(suppressed.length === 0 ? [] : [`silenced: ${some(suppressed.length, 'finding')}.`]),
    ...unused.map((entry) => `line ${entry.line} silences nothing: ${entry.text}`),
    ...coverage.checks_skipped.map(({ id, why }) => `${id}: ${why}`),
    ...(script === null || script.ddl.length === 0
      ? []
      : [
          `${some(script.ddl.length, 'statement')} of safe fixes ran together as one script (--fix-script prints it).`,
        ]),
  ];
}
