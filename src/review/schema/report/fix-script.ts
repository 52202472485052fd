import { writeStep } from '../migration/safe-way.ts';
import type { SchemaChange, SchemaFinding, SchemaReview } from '../review.ts';
import { writeObject } from '../script/suppressions.ts';

/**
 * The safe fixes as one script, which ran as a whole on the reviewed schema; above them the steps of a change, which
 * say what of them was executed. What depends on rows, or changes what readers see, stands beneath it as remarks.
 */
export function writeFixScript(review: SchemaReview): string {
  if (review.status === 'aborted') return `-- Nothing can be concluded. ${review.reason ?? ''}\n`;
  const lines = [
    ...changeScript(review.change ?? null),
    ...safeFixes(review),
    ...remarks(review.findings),
  ];
  return lines.length === 0 ? nothing : `${lines.join('\n').trimEnd()}\n`;
}

const nothing = '-- There is nothing to run: no finding has a fix that could be executed.\n';

function safeFixes({ input, engine, findings, fix_script: script }: SchemaReview): string[] {
  const concurrent = new Map(findings.flatMap(({ fix }) => pairs(fix)));
  const statements = (script?.ddl ?? []).map((sql) => concurrent.get(sql) ?? sql);
  if (statements.length === 0) return [];
  return [
    `-- Fixes for ${input.sha256.slice(0, 12)}, executed together on ${engine.name} ${engine.version}.`,
    ...(statements.some((sql) => /\bCONCURRENTLY\b/.test(sql))
      ? ['-- CONCURRENTLY cannot run inside of a transaction.']
      : []),
    "SET lock_timeout = '5s';",
    ...statements.map((sql) => `${sql};`),
    '',
  ];
}

/** The change by its safe steps, and the way back as remarks. */
function changeScript(change: SchemaChange | null): string[] {
  if (change === null || change.safe.steps.length === 0) return [];
  const proved = change.safe.rehearsed
    ? 'each step was executed by itself'
    : 'not every step could be executed here';
  const back = change.rollback.restores ? 'executed, and the schema was as before' : 'not proved';
  return [
    `-- The change by its safe steps: ${proved}. Lines that say "-- you:" are yours to do.`,
    "SET lock_timeout = '5s';",
    ...change.safe.steps.map((step) =>
      step.by === 'you' ? asRemark('-- you: ', step.sql) : `${writeStep(step)};`,
    ),
    '',
    `-- The way back (${back}; dropped rows do not return):`,
    ...change.rollback.ddl.map((sql) => asRemark('--   ', `${sql};`)),
    '',
  ];
}

function pairs(fix: SchemaFinding['fix']): (readonly [string, string])[] {
  const posted = fix?.post_ddl_variant ?? [];
  if (fix === null || posted.length !== fix.ddl.length) return [];
  return fix.ddl.map((statement, at) => [statement, posted[at] ?? statement] as const);
}

function remarks(findings: readonly SchemaFinding[]): string[] {
  const lines = findings.flatMap(remark);
  const about =
    '-- Not run as part of this script, since they depend on rows or change what readers see:';
  return lines.length === 0 ? [] : [about, ...lines];
}

function remark({ id, object, fix }: SchemaFinding): string[] {
  if (fix === null || (fix.safe && fix.verified === 'executed')) return [];
  const check =
    fix.data_check === undefined
      ? []
      : [asRemark('--   first, must return no row: ', `${fix.data_check};`)];
  const statements = (fix.post_ddl_variant ?? fix.ddl).map((sql) => asRemark('--   ', `${sql};`));
  return [
    asRemark('-- ', `${id} ${writeObject(object)} (${fix.verified.replaceAll('_', ' ')}):`),
    ...check,
    ...statements,
  ];
}

/** A name or a condition may go over several lines: each of them is a remark. */
function asRemark(begin: string, text: string): string {
  return `${begin}${text.replaceAll(/\r\n?|\n/g, '\n--   ')}`;
}
