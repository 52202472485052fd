/**
 * How long a schema review takes, beside squawk (npm `squawk-cli`) on the same files in the same run, and how the
 * time grows with the tables. squawk reads the text and looks for risky statements; the review loads it into a
 * PostgreSQL, asks its catalogs and executes every fix: the ratio is the price of that, not a race.
 * Usage: npm run bench:schema [-- TABLES…]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSchemaReviewer } from '../src/review/schema/review-schema.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { schemaOf } from './schema-tables.ts';

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'bench-schema-'));
const squawk = findSquawk();
// A review of a big schema on a busy machine must be measured, not cut off.
const limits = { wallMs: 300_000, stepMs: 60_000, rssBytes: 2_000_000_000 };
const review = createSchemaReviewer(createSandbox({ places: 1 }), limits);

console.log(
  '| tables | KB | load s | check s | fix s | whole s | fixes cleared / tried, not reached | MB | squawk s | ratio |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
try {
  for (const tables of sizes.length > 0 ? sizes : [50, 200, 800]) console.log(await row(tables));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function row(tables: number): Promise<string> {
  const text = schemaOf(tables);
  const file = join(folder, `${tables}.sql`);
  writeFileSync(file, text);
  const [reviewed, wholeMs] = await timed(() =>
    review(
      { sources: [{ name: file, text }], dialect: null },
      { signal: new AbortController().signal },
    ),
  );
  if (reviewed.status !== 'complete') throw new Error(`${tables} tables: ${reviewed.reason}`);
  const { ms, fixes, peak_rss_bytes: rss } = reviewed.summary;
  const squawkMs = squawk === null ? null : (await timed(async () => lint(squawk, file)))[1];
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

async function timed<Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> {
  const started = performance.now();
  return [await work(), performance.now() - started];
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
