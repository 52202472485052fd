import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Catalog, Column, Index, Table } from '../../../src/review/schema/catalog/model.ts';
import { loadParser, parse } from '../../../src/review/schema/sql/parse.ts';
import { identityOf, type Candidate } from '../../../src/review/query/candidates/candidate.ts';
import { candidatesFor } from '../../../src/review/query/candidates/candidates.ts';
import { createIndexSql } from '../../../src/review/query/candidates/ddl.ts';
import { readBlocks } from '../../../src/review/query/tree/read-blocks.ts';

beforeAll(() => loadParser());

const aColumn = (name: string, baseType = 'int8'): Column => ({
  name,
  type: baseType,
  baseType,
  length: null,
  hasModifier: false,
  typeKind: 'b',
  notNull: true,
  default: null,
  identity: false,
  generated: false,
  serial: false,
  comment: null,
  inherited: false,
});

const anIndex = (name: string, columns: readonly string[]): Index => ({
  name,
  method: 'btree',
  unique: false,
  primary: false,
  exclusion: false,
  valid: true,
  constraint: false,
  deferrable: false,
  nullsNotDistinct: false,
  keys: columns.map((column) => ({
    column,
    text: column,
    opclass: 'int8_ops',
    collation: null,
    option: 0,
  })),
  include: [],
  predicate: null,
  definition: '',
  inherited: false,
  referenced: false,
});

const aTable = (name: string, oid: number, indexes: readonly Index[] = []): Table => ({
  oid,
  schema: 'public',
  name,
  kind: 'table',
  unlogged: false,
  partitionOf: null,
  inherits: [],
  partitionKey: null,
  rowSecurity: false,
  columns: [
    ...['id', 'a', 'b', 'c', 'd'].map((column) => aColumn(column)),
    aColumn('t', 'text'),
    aColumn('j', 'jsonb'),
  ],
  indexes,
  foreignKeys: [],
  checks: [],
  triggers: [],
  policies: [],
  grants: [],
  rules: [],
  comment: null,
});

const catalogOf = (...tables: readonly Table[]): Catalog => ({
  tables,
  enums: [],
  routines: [],
  views: [],
  exposedRoles: [],
  declared: { truncated: [], silentDeletes: new Set() },
});

function candidates(
  sql: string,
  catalog = catalogOf(aTable('x', 1), aTable('y', 2)),
  most = 24,
): readonly Candidate[] {
  const parsed = parse(sql);
  if (!parsed.ok) throw new Error(`${sql}: ${parsed.message}`);
  return candidatesFor(readBlocks(parsed.nodes[0]!, catalog), { catalog, trigrams: true }, most);
}

const written = (sql: string, catalog?: Catalog): readonly string[] =>
  candidates(sql, catalog).map(
    ({ table, keys, where }) =>
      `${table.name}(${keys.join(', ')})${where === null ? '' : ` where ${where}`}`,
  );

describe('the candidates', () => {
  test.each([
    [
      'equality before the order',
      'select 1 from x where a = 1 order by b desc limit 5',
      'x(a, b DESC)',
    ],
    ['equality before a range', 'select 1 from x where b > 5 and a = 1', 'x(a, b)'],
    ['the side of a join', 'select 1 from x join y on y.a = x.b', 'y(a)'],
    ['the other side of a join', 'select 1 from x join y on y.a = x.b', 'x(b)'],
    ['USING', 'select 1 from x join y using (c)', 'y(c)'],
    [
      'a column of a correlated subquery',
      'select 1 from x where exists (select from y where y.a = x.id)',
      'y(a)',
    ],
    [
      'a lateral subquery with its order',
      'select 1 from x, lateral (select 1 from y where y.a = x.id order by y.b limit 1) l',
      'y(a, b)',
    ],
    ['what a CTE reads', 'with w as (select * from x where a = 1) select * from w', 'x(a)'],
    ['an UPDATE', 'update x set a = 1 where b = 2', 'x(b)'],
    ['a DELETE that joins', 'delete from x using y where y.a = x.b', 'x(b)'],
    ['an INSERT that selects', 'insert into x select * from y where a = 3', 'y(a)'],
    [
      'the arms of a UNION',
      'select a from x where b = 1 union all select a from y where c = 1',
      'y(c)',
    ],
    ['min and max', 'select max(b) from x where a = 1', 'x(a, b)'],
    ['a beginning of a text', "select 1 from x where t like 'abc%'", 'x(t text_pattern_ops)'],
    ['a part of a text', "select 1 from x where t like '%abc%'", 'x(t gin_trgm_ops)'],
    ['a document', "select 1 from x where j @> '{}'", 'x(j jsonb_path_ops)'],
    ['a key of a document', "select 1 from x where j ->> 'k' = 'v'", "x((j ->> 'k'))"],
    ['an alias that ORDER BY names', 'select b as z from x order by z limit 1', 'x(b)'],
    [
      'a missing value, as a part',
      'select 1 from x where a is null order by b limit 1',
      'x(b) where a IS NULL',
    ],
    [
      'nulls where the query wants them',
      'select 1 from x order by a desc nulls last limit 1',
      'x(a DESC NULLS LAST)',
    ],
  ])('hold %s', (_what, sql, candidate) => {
    expect(written(sql)).toContain(candidate);
  });

  test.each([
    ['a CTE of the same name', 'with x as (select 1 as a) select * from x where a = 1'],
    ['a comparison within a row', 'select 1 from x where a = b'],
    ['what is not equal', 'select 1 from x where a <> 1'],
    ['an order over two tables', 'select 1 from x cross join y order by x.a, y.b'],
    ['a volatile condition', 'select 1 from x where random() < 0.1'],
    ['an ambiguous name', 'select 1 from x cross join y where a = 1'],
  ])('hold nothing for %s', (_what, sql) => {
    expect(written(sql)).toEqual([]);
  });

  test('leave out what is there already, as the beginning of another index too', () => {
    const catalog = catalogOf(aTable('x', 1, [anIndex('i', ['a', 'b'])]));
    expect(written('select 1 from x where a = 1', catalog)).toEqual([]);
    expect(written('select 1 from x where b = 1', catalog)).toEqual(['x(b)']);
  });

  const columns = fc.constantFrom('a', 'b', 'c', 'd');
  const condition = fc.oneof(
    columns.map((column) => `x.${column} = 1`),
    columns.map((column) => `x.${column} > 1`),
    columns.map((column) => `x.${column} in (1, 2)`),
    columns.map((column) => `x.${column} is null`),
    columns.map((column) => `abs(x.${column}) = 1`),
    fc.tuple(columns, columns).map(([one, other]) => `x.${one} = y.${other}`),
    fc.tuple(columns, columns).map(([one, other]) => `(x.${one} = 1 or x.${other} = 2)`),
  );
  const query = fc
    .tuple(
      fc.array(condition, { minLength: 1, maxLength: 7 }),
      fc.uniqueArray(fc.tuple(columns, fc.constantFrom('', ' desc')), {
        selector: ([column]) => column,
        maxLength: 4,
      }),
    )
    .map(([conditions, order]) => {
      const by = order.map(([column, direction]) => `x.${column}${direction}`).join(', ');
      return `select 1 from x, y where ${conditions.join(' and ')}${by === '' ? '' : ` order by ${by} limit 5`}`;
    });

  test('of any query are few, different, narrow, and each could be created', () => {
    const catalog = catalogOf(aTable('x', 1, [anIndex('i', ['a'])]), aTable('y', 2));
    fc.assert(
      fc.property(query, fc.integer({ min: 1, max: 24 }), (sql, most) => {
        const found = candidates(sql, catalog, most);
        expect(found.length).toBeLessThanOrEqual(most);
        expect(new Set(found.map(identityOf)).size).toBe(found.length);
        for (const candidate of found) {
          expect(candidate.keys.length).toBeGreaterThan(0);
          expect(candidate.keys.length).toBeLessThanOrEqual(4);
          const bare = candidate.keys.map((key) => key.replace(/ DESC.*/, ''));
          expect(new Set(bare).size).toBe(bare.length);
          expect(candidate.keys.join()).not.toBe(
            candidate.table.name === 'x' && candidate.where === null ? 'a' : '',
          );
          expect(parse(createIndexSql(candidate, { name: 'i' })).ok).toBe(true);
        }
      }),
    );
  });
});
