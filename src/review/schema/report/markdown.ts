import type { Fix, SchemaFinding, SchemaReview } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';
import { writeFixScript } from './fix-script.ts';
import { type FindingGroup, groupFindings } from './group.ts';

/** Errors and warnings get room, remarks a line each: a verdict is read in ten seconds or not at all. */
const MOST_PLACES = 5;

/** Longer ones are a file's business; the thread would drown in it. */
const MOST_SCRIPT_CHARACTERS = 6_000;

/** The review as people read it in a chat, and as an agent gets it for its ground truth. Standard Markdown. */
export function writeMarkdown(review: SchemaReview): string {
  if (review.status === 'aborted') return `**Nothing can be concluded.** ${review.reason ?? ''}`;
  const groups = groupFindings(review.findings);
  const grave = groups.filter(({ severity }) => severity !== 'info');
  const remarks = groups.filter(({ severity }) => severity === 'info');
  return [
    verdict(review),
    ...grave.map(writeGrave),
    ...(remarks.length === 0 ? [] : ['### Remarks', remarks.map(writeRemark).join('\n')]),
    ...disclosures(review),
    ...script(review),
  ].join('\n\n');
}

function verdict({ input, engine, coverage, summary, status, reason }: SchemaReview): string {
  const { error, warn, info } = summary.by_severity;
  const clean = error + warn + info === 0 && status === 'complete';
  const counted = [
    ...(error > 0 ? [some(error, 'error')] : []),
    ...(warn > 0 ? [some(warn, 'warning')] : []),
    ...(info > 0 ? [some(info, 'remark')] : []),
  ];
  const counts = clean ? 'Nothing found' : counted.join(', ') || 'No findings in what was read';
  const what = `${some(coverage.tables, 'table')}, ${some(input.statements, 'statement')}`;
  const note = input.dialect_note === '' ? '' : ` ${input.dialect_note}`;
  const partial = status === 'partial' ? `\n**Partial:** ${reason ?? ''}` : '';
  return `**${counts}** in ${what}, run on ${engine.name} ${engine.version}; ${coverage.checks_run.length} checks.${note}${partial}`;
}

function writeGrave(group: FindingGroup): string {
  const [first] = group.findings;
  const many = group.findings.length > 1 ? ` · ${group.findings.length} times` : '';
  return [
    `### ${group.severity === 'error' ? 'Error' : 'Warning'}: \`${places(group)[0]}\`${many}`,
    `${first.why} (\`${group.id}\`${likely(first)})`,
    ...(group.findings.length > 1
      ? [
          places(group)
            .map((place) => `- \`${place}\``)
            .join('\n'),
        ]
      : []),
    ...writeFix(first),
  ].join('\n');
}

function writeRemark(group: FindingGroup): string {
  const [first] = group.findings;
  const [place, ...rest] = places(group);
  const more = rest.length === 0 ? '' : ` and ${group.findings.length - 1} more`;
  return `- \`${place}\`${more}: ${first.why} (\`${group.id}\`${likely(first)})`;
}

function likely({ confidence }: SchemaFinding): string {
  return confidence === 'heuristic' ? ', likely' : '';
}

function places({ findings }: FindingGroup): readonly string[] {
  const shown = findings.slice(0, MOST_PLACES).map(({ object, file, line }) => {
    const at = line === undefined ? '' : ` ${file === undefined ? 'line ' : `${file}:`}${line}`;
    return `${writeObject(object)}${at}`;
  });
  const left = findings.length - shown.length;
  return left === 0 ? shown : [...shown, `… and ${left} more`];
}

function writeFix({ fix, fix_rejected: rejected }: SchemaFinding): readonly string[] {
  if (fix === null) {
    return rejected === undefined ? [] : [`No fix: one was tried, and refused since ${rejected}.`];
  }
  const statements = (fix.post_ddl_variant ?? fix.ddl).map((statement) => `${statement};`);
  const check =
    fix.data_check === undefined ? '' : ` Before, this must return no row: \`${fix.data_check}\``;
  return [`\`\`\`sql\n${statements.join('\n')}\n\`\`\``, `${howSure(fix)} ${cost(fix)}${check}`];
}

function howSure({ verified }: Fix): string {
  switch (verified) {
    case 'executed':
      return 'Executed; the finding is gone.';
    case 'executed_on_stub':
      return 'Executed on a table that stands in for yours.';
    case 'data_dependent':
      return 'Executed on empty tables; whether it runs on yours depends on their rows.';
  }
}

function cost({ lock, rewrites }: Fix): string {
  const locks = lock.map(({ rel, mode }) => `${mode.replace(/Lock$/, '')} on ${rel}`);
  const rewritten = rewrites.length === 0 ? 'no rewrite' : `rewrites ${rewrites.join(', ')}`;
  return `Lock: ${locks.length === 0 ? 'none' : locks.join(', ')}; ${rewritten}.`;
}

/** What was not as it was pasted: failed, left out, made up, silenced. */
function disclosures(review: SchemaReview): readonly string[] {
  const { input, suppressed, unused_suppressions: unused, coverage } = review;
  const skipped = new Map<string, number>();
  for (const { why } of input.skipped) skipped.set(why, (skipped.get(why) ?? 0) + 1);
  const lines = [
    ...input.failed.map(({ line, message }) => `line ${line} failed: ${message}`),
    ...[...skipped].map(([why, count]) => `${some(count, 'statement')} left out: ${why}`),
    ...input.repairs.map(
      ({ line, what }) => `${line === undefined ? '' : `line ${line}: `}${what}`,
    ),
    ...input.stubs.map(({ object, why }) => `made up \`${object}\`: ${why}`),
    ...(suppressed.length === 0
      ? []
      : [`${some(suppressed.length, 'finding')} silenced in the script`]),
    ...unused.map(({ line, text }) => `line ${line} silences nothing: \`${text}\``),
    ...coverage.checks_skipped.map(({ id, why }) => `\`${id}\` was not checked: ${why}`),
  ];
  if (lines.length === 0) return [];
  return ['### How it was read', lines.map((line) => `- ${line}`).join('\n')];
}

function script(review: SchemaReview): readonly string[] {
  if (review.fix_script === null || review.fix_script.ddl.length === 0) return [];
  const text = writeFixScript(review);
  const about = review.fix_script.executed
    ? 'ran as a whole on this schema'
    : 'did not run as a whole; take the fixes one by one';
  if (text.length > MOST_SCRIPT_CHARACTERS) {
    return [
      `The script of all safe fixes (${review.fix_script.ddl.length} statements, ${about}) is too long for a message: \`architect schema-review --fix-script\` prints it.`,
    ];
  }
  return [`### All safe fixes, in order (${about})`, `\`\`\`sql\n${text.trimEnd()}\n\`\`\``];
}

function some(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
