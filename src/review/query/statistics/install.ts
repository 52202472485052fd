import type { Index } from '../../schema/catalog/model.ts';
import type { Engine } from '../../schema/engine/engine.ts';
import { sqlName } from '../../schema/checks/facts.ts';
import type { Planner } from '../plan/planner.ts';
import {
  columnStatistics,
  type ColumnStatistics,
  type StatisticsContext,
} from './column-statistics.ts';
import { heapPages, indexPages, PAGE_BYTES } from './pages.ts';
import { relationFiles, type RelationFile } from './relation-files.ts';
import { restoreColumn, restoreRelation } from './restore-sql.ts';
import type { TableSize } from './table-sizes.ts';

export interface Installed {
  /** Bytes of each relation, by oid. */
  readonly bytes: ReadonlyMap<number, number>;
  /** What was assumed of a column, by "table oid.column". */
  readonly assumed: ReadonlyMap<string, string>;
}

/**
 * Makes the planner believe in row counts: the files get the length they would have, the catalogs the statistics that
 * ANALYZE would have found. Comes after all DDL, since CREATE INDEX would read the made-up pages.
 */
export async function installStatistics(
  engine: Engine,
  planner: Planner,
  sizes: readonly TableSize[],
  context: StatisticsContext,
): Promise<Installed> {
  const files = await relationFiles(
    engine,
    sizes.map(({ table }) => table.oid),
  );
  const bytes = new Map<number, number>();
  const assumed = new Map<string, string>();
  const statements: string[] = [];
  const statistics = new Map<number, readonly ColumnStatistics[]>();
  for (const { table, rows } of sizes) {
    const columns = table.columns.map((column) => columnStatistics(table, column, context));
    statistics.set(table.oid, columns);
    for (const { column, assumption } of columns) {
      if (assumption !== null) assumed.set(`${table.oid}.${column}`, assumption);
    }
    const file = files.find(({ oid }) => oid === table.oid);
    if (file === undefined) continue;
    const pages = heapPages(rows, table.columns);
    statements.push(...stretch(engine, file, pages, rows, bytes));
    const inherited = table.kind === 'partitioned';
    statements.push(...columns.map((column) => restoreColumn(file, column, inherited)));
  }
  await runAll(engine, statements);
  for (const size of sizes) {
    const columns = statistics.get(size.table.oid) ?? [];
    await installIndexes({ engine, planner, files, bytes }, size, columns);
  }
  await engine.canary();
  return { bytes, assumed };
}

interface Site {
  readonly engine: Engine;
  readonly planner: Planner;
  readonly files: readonly RelationFile[];
  readonly bytes: Map<number, number>;
}

async function installIndexes(
  { engine, planner, files, bytes }: Site,
  { table, rows }: TableSize,
  columns: readonly ColumnStatistics[],
): Promise<void> {
  const statements: string[] = [];
  for (const index of table.indexes) {
    const file = files.find((one) => one.table === table.oid && one.name === index.name);
    if (file === undefined) continue;
    const entries =
      index.predicate === null ? rows : await planner.rowsOf(sqlName(table), index.predicate);
    const keys = keyStatistics(index, file, columns);
    const pages = indexPages({
      method: index.method,
      entries,
      keyWidth: keys.reduce((sum, key) => sum + key.width, 0),
      distinct: keys.reduce((product, key) => product * absolute(key.distinct, rows), 1),
    });
    statements.push(...stretch(engine, file, pages, entries, bytes));
    const expressions = keys.filter((_, at) => index.keys[at]?.column === null);
    if (file.file !== null && index.method !== 'gin') {
      statements.push(...expressions.map((key) => restoreColumn(file, key, false)));
    }
  }
  await runAll(engine, statements);
}

/** What is known of an index's keys. Of an expression: what it makes of the column that stands in it. */
function keyStatistics(
  index: Index,
  file: RelationFile,
  columns: readonly ColumnStatistics[],
): readonly ColumnStatistics[] {
  return index.keys.map(({ column, text }, at) => {
    const known = columns.find((one) => one.column === column);
    if (known !== undefined) return known;
    const inside = columns.find((one) =>
      new RegExp(`\\b${escapeRegExp(one.column)}\\b`).test(text),
    );
    const sameValues = /^\(?(?:lower|upper|btrim|trim)\(/i.test(text);
    return {
      column: file.keys[at] ?? 'expr',
      nullFraction: inside?.nullFraction ?? 0,
      width: inside === undefined ? 8 : Math.min(inside.width, 32),
      distinct: sameValues ? (inside?.distinct ?? -0.1) : -0.1,
      common: [],
      histogram: [],
      correlation: null,
      assumption: null,
    };
  });
}

function absolute(distinct: number, rows: number): number {
  return Math.max(1, distinct < 0 ? -distinct * rows : distinct);
}

/** Gives a relation its length at once, and the statement that gives it its statistics. */
function stretch(
  engine: Engine,
  relation: RelationFile,
  pages: number,
  rows: number,
  bytes: Map<number, number>,
): readonly string[] {
  if (relation.file === null) return [];
  engine.pretendLength(relation.file, pages * PAGE_BYTES);
  bytes.set(relation.oid, pages * PAGE_BYTES);
  return [restoreRelation(relation, pages, rows)];
}

async function runAll(engine: Engine, statements: readonly string[]): Promise<void> {
  if (statements.length === 0) return;
  const executed = await engine.run(statements.join(';\n'));
  if (!executed.ok) throw new Error(`statistics were refused: ${executed.message}`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
