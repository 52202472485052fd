import { quoteIdent } from '../sql/quote.ts';
import { compareColumn } from './compare-column.ts';
import type { Difference, Stage } from './compare.ts';
import { columnDefinition, createPart, createTable, dropPart, sqlDotted, sqlTable } from './ddl.ts';
import { keyOfTable, type Part, type Shape, type TableShape } from './shape.ts';

export function* compareTables(before: Shape, after: Shape): Generator<Difference> {
  for (const [key, table] of before.tables) {
    if (!after.tables.has(key)) yield dropped(table);
  }
  for (const table of inheritedLast([...after.tables.values()])) {
    const old = before.tables.get(keyOfTable(table));
    if (old === undefined) yield* added(table);
    else yield* compareTable(old, table);
  }
}

function dropped(table: TableShape): Difference {
  return {
    kind: 'table dropped',
    stage: 'tables go',
    table,
    ddl: [`DROP TABLE ${sqlTable(table)}`],
  };
}

/** Partitions after their parents. */
function inheritedLast(tables: readonly TableShape[]): readonly TableShape[] {
  return tables.toSorted((a, b) => Number(a.partitionOf !== null) - Number(b.partitionOf !== null));
}

function* added(table: TableShape): Generator<Difference> {
  yield { kind: 'table added', stage: 'tables', table, ddl: [createTable(table)] };
  for (const part of table.parts) yield partAdded(table, part, false);
  if (table.rowSecurity) yield rowSecurity(table);
}

function* compareTable(before: TableShape, after: TableShape): Generator<Difference> {
  for (const column of before.columns) {
    if (after.columns.some(({ name }) => name === column.name)) continue;
    const ddl = [`ALTER TABLE ${sqlTable(after)} DROP COLUMN ${quoteIdent(column.name)}`];
    yield { kind: 'column dropped', stage: 'columns go', table: before, column, ddl };
  }
  for (const column of after.columns) {
    const old = before.columns.find(({ name }) => name === column.name);
    if (old !== undefined) {
      yield* compareColumn(after, old, column);
    } else if (after.partitionOf === null) {
      const ddl = [`ALTER TABLE ${sqlTable(after)} ADD COLUMN ${columnDefinition(column)}`];
      yield { kind: 'column added', stage: 'columns', table: after, column, ddl };
    }
  }
  yield* compareParts(before, after);
  yield* compareStorage(before, after);
}

function* compareParts(before: TableShape, after: TableShape): Generator<Difference> {
  const lost = new Set(before.columns.map(({ name }) => name));
  for (const { name } of after.columns) lost.delete(name);
  for (const part of before.parts) {
    if (after.parts.some((other) => equal(part, other))) continue;
    const replaced = after.parts.some((other) => same(part, other));
    // It goes with its column.
    const falls = part.columns.some((column) => lost.has(column)) && !replaced;
    yield {
      kind: 'part dropped',
      stage: dropStages[part.kind],
      table: before,
      part,
      replaced,
      ddl: falls ? [] : [dropPart(after, part)],
    };
  }
  for (const part of after.parts) {
    if (before.parts.some((other) => equal(part, other))) continue;
    yield partAdded(
      after,
      part,
      before.parts.some((other) => same(part, other)),
    );
  }
}

function same(a: Part, b: Part): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function equal(a: Part, b: Part): boolean {
  return same(a, b) && a.definition === b.definition;
}

function partAdded(table: TableShape, part: Part, replaced: boolean): Difference {
  const ddl = [createPart(table, part)];
  return { kind: 'part added', stage: addStages[part.kind], table, part, replaced, ddl };
}

function* compareStorage(before: TableShape, after: TableShape): Generator<Difference> {
  if (before.rowSecurity !== after.rowSecurity) yield rowSecurity(after);
  const name = sqlTable(after);
  if (before.unlogged !== after.unlogged) {
    const ddl = [`ALTER TABLE ${name} SET ${after.unlogged ? 'UNLOGGED' : 'LOGGED'}`];
    yield { kind: 'logging', stage: 'tables', table: after, ddl };
  }
  const [was, is] = [before.partitionOf, after.partitionOf];
  if (was?.parent === is?.parent && was?.bound === is?.bound) return;
  if (was !== null) {
    const ddl = [`ALTER TABLE ${sqlDotted(was.parent)} DETACH PARTITION ${name}`];
    yield { kind: 'detached', stage: 'tables', table: before, ddl };
  }
  if (is !== null) {
    const ddl = [`ALTER TABLE ${sqlDotted(is.parent)} ATTACH PARTITION ${name} ${is.bound}`];
    yield { kind: 'attached', stage: 'keys', table: after, ddl };
  }
}

function rowSecurity(table: TableShape): Difference {
  const verb = table.rowSecurity ? 'ENABLE' : 'DISABLE';
  const ddl = [`ALTER TABLE ${sqlTable(table)} ${verb} ROW LEVEL SECURITY`];
  return { kind: 'row security', stage: 'triggers and policies', table, ddl };
}

const addStages: Readonly<Record<Part['kind'], Stage>> = {
  'primary key': 'keys',
  unique: 'keys',
  exclusion: 'keys',
  check: 'keys',
  'foreign key': 'foreign keys',
  index: 'indexes',
  trigger: 'triggers and policies',
  policy: 'triggers and policies',
};

const dropStages: Readonly<Record<Part['kind'], Stage>> = {
  'primary key': 'keys and indexes go',
  unique: 'keys and indexes go',
  exclusion: 'keys and indexes go',
  check: 'keys and indexes go',
  'foreign key': 'foreign keys go',
  index: 'keys and indexes go',
  trigger: 'views and triggers go',
  policy: 'views and triggers go',
};
