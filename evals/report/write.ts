import { concerns } from '../case.ts';
import type { CaseResult } from '../result.ts';
import type { Difference } from './compare.ts';

/** The whole report, as it is read in a terminal. */
export function writeReport(results: readonly CaseResult[], difference: Difference): string {
  const sections = [
    writeTable(results),
    writeCases(results),
    ...results.flatMap(writeFailures),
    writeDifference(difference),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function writeTable(results: readonly CaseResult[]): string {
  const rows = concerns.flatMap((concern) => {
    const ours = results.filter((result) => result.concern === concern);
    return ours.length === 0 ? [] : [rowOf(concern, ours)];
  });
  return columns([HEAD, ...rows, rowOf('all', results)]);
}

const HEAD = ['concern', 'cases', 'passed', 'failed', 'known', 'tokens', 'cost', 'seconds'];

function rowOf(name: string, results: readonly CaseResult[]): readonly string[] {
  const count = (...statuses: readonly CaseResult['status'][]) =>
    String(results.filter(({ status }) => statuses.includes(status)).length);
  const tokens = results.reduce((all, result) => all + result.tokens, 0);
  const ms = results.reduce((all, result) => all + result.ms, 0);
  return [
    name,
    String(results.length),
    count('passed'),
    count('failed', 'mended'),
    count('known'),
    tokens.toLocaleString('en-US'),
    dollars(results.map(({ usd }) => usd)),
    (ms / 1000).toFixed(1),
  ];
}

function writeCases(results: readonly CaseResult[]): string {
  return columns(
    results.map(({ id, status, checks, failures, tokens, usd, ms }) => [
      SIGNS[status],
      id,
      `${checks - failures.length}/${checks}`,
      tokens.toLocaleString('en-US'),
      dollars([usd]),
      `${(ms / 1000).toFixed(1)} s`,
    ]),
  );
}

const SIGNS = { passed: '✓', failed: '✗', known: '○ known', mended: '✗ mended' } as const;

function writeFailures({ id, title, status, why, failures }: CaseResult): readonly string[] {
  switch (status) {
    case 'passed':
      return [];
    case 'mended':
      return [`${id} is said to fail and does not: take its \`known\` away.\n  ${why ?? ''}`];
    case 'failed':
    case 'known': {
      const lines = failures.map(
        ({ grader, expected, seen }) => `  ${grader}: expected ${expected}\n    saw: ${seen}`,
      );
      const note = why === undefined ? [] : [`  known: ${why}`];
      return [[`${id}: ${title}`, ...note, ...lines].join('\n')];
    }
  }
}

function writeDifference(difference: Difference): string {
  const { newlyFailing, newlyPassing, added, usd, tokens, ms, moved } = difference;
  if (tokens.before === 0 && ms.before === 0) return 'No run before to compare with.';
  const cost =
    usd === null ? 'cost not known' : `cost ${dollars([usd.before])} → ${dollars([usd.now])}`;
  const lines = [
    `Against the run before: ${cost}, tokens ${tokens.before.toLocaleString('en-US')} → ${tokens.now.toLocaleString('en-US')}, time ${seconds(ms.before)} → ${seconds(ms.now)}`,
    ...listed('newly failing', newlyFailing),
    ...listed('newly passing', newlyPassing),
    ...listed('new', added),
    ...moved.map((one) => `  ${one.id}: ${dollars([one.usd.before])} → ${dollars([one.usd.now])}`),
  ];
  return lines.join('\n');
}

function listed(what: string, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : [`  ${what}: ${ids.join(', ')}`];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function dollars(amounts: readonly (number | null)[]): string {
  if (amounts.includes(null)) return '?';
  return `$${amounts.reduce<number>((sum, usd) => sum + (usd ?? 0), 0).toFixed(3)}`;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => (row[index] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
