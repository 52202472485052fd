/**
 * How long `architect schema-review` takes, from its start to its answer, beside squawk (npm `squawk-cli`) on the
 * same files in the same run, and how the time grows with the tables. squawk reads the text and looks for risky
 * statements; the review loads it into a PostgreSQL, asks its catalogs and executes every fix: the ratio is the price
 * of that, not a race.
 * Usage: npm run bench:schema [-- TABLES…]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaReview, type SchemaReview } from '../src/review/schema/review.ts';
import { schemaOf } from './schema-tables.ts';

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'bench-schema-'));
const squawk = findSquawk();

console.log(
  '| tables | KB | load s | check s | fix s | whole s | fixes cleared / tried, not reached | MB | squawk s | ratio |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
try {
  for (const tables of sizes.length > 0 ? sizes : [50, 200, 1000]) console.log(row(tables));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function row(tables: number): string {
  const text = schemaOf(tables);
  const file = join(folder, `${tables}.sql`);
  writeFileSync(file, text);
  const [reviewed, wholeMs] = timed(() => review(file));
  if (reviewed.status !== 'complete') throw new Error(`${tables} tables: ${reviewed.reason}`);
  const { ms, fixes, peak_rss_bytes: rss } = reviewed.summary;
  const squawkMs = squawk === null ? null : timed(() => lint(squawk, file))[1];
  const left = reviewed.coverage.checks_skipped.flatMap(
    ({ why }) => /try (\d+) fixes/.exec(why)?.slice(1).map(Number) ?? [],
  );
  const cells = [
    tables,
    Math.round(text.length / 1000),
    ...[ms.load, ms.check, ms.fix, wholeMs].map(seconds),
    `${fixes.cleared} / ${fixes.proposed}, ${left.reduce((sum, count) => sum + count, 0)}`,
    Math.round((rss ?? 0) / 1e6),
    squawkMs === null ? 'not installed' : seconds(squawkMs),
    squawkMs === null ? '' : `${Math.round(wholeMs / squawkMs)}×`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function timed<Value>(work: () => Value): readonly [Value, number] {
  const started = performance.now();
  return [work(), performance.now() - started];
}

/** By the built command, with its own limits. It fails when it finds an error, which it does here. */
function review(file: string): SchemaReview {
  const command = join(import.meta.dirname, '..', 'dist', 'cli', 'architect.js');
  const ran = spawnSync(process.execPath, [command, 'schema-review', '--json', file], {
    encoding: 'utf8',
    maxBuffer: 500_000_000,
  });
  if (ran.error !== undefined) throw ran.error;
  return schemaReview.parse(JSON.parse(ran.stdout));
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

/** squawk fails when it finds something, which it does here. */
function lint(command: string, file: string): void {
  const ran = spawnSync(command, [file], { stdio: 'ignore' });
  if (ran.error !== undefined) throw ran.error;
}

/** Not a dependency: its binary comes in a package for each platform, and not every registry has them all. */
function findSquawk(): string | null {
  const command = join(import.meta.dirname, '..', 'node_modules', '.bin', 'squawk');
  if (!existsSync(command)) {
    console.error(
      'Only the review is measured. For squawk beside it: npm install --no-save squawk-cli',
    );
    return null;
  }
  console.error(execFileSync(command, ['--version']).toString().trim());
  return command;
}
