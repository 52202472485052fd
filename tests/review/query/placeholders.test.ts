import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';
import { numberPlaceholders } from '../../../src/review/query/script/placeholders.ts';
import { readQueries } from '../../../src/review/query/script/read-queries.ts';

beforeAll(() => loadParser());

describe('placeholders', () => {
  test.each([
    ['select $1, $2', 'select $1, $2', ['$1', '$2']],
    ['where a = ? and b = ?', 'where a = $1 and b = $2', ['?', '?']],
    ['where a = :id or b = :id or c = :x', 'where a = $1 or b = $1 or c = $2', [':id', ':x']],
    ['where a = %s and b = %(name)s', 'where a = $1 and b = $2', ['%s', '%(name)s']],
    ['where a = @id', 'where a = $1', ['@id']],
    ['where a = $2 and b = ?', 'where a = $2 and b = $3', ['$1', '$2', '?']],
  ])('in %j become numbers', (text, sql, names) => {
    expect(numberPlaceholders(text)).toEqual({ sql, names, spliced: [] });
  });

  test.each([
    "select '?', ':x', '$1', '{a}' -- ? :x",
    "select a[1:n], b::text, data ? 'key', data ?| array[1], 7 % s from t",
    'select $$ ? $$, "a?b", $tag$ :x $tag$',
    "select a @> '{1}', b && c, d @@ e",
  ])('are not seen in %j', (text) => {
    expect(numberPlaceholders(text)).toEqual({ sql: text, names: [], spliced: [] });
  });

  test.each([
    ['where a = ${id}', 'where a = $1', '${id}'],
    ["where a = '${id}'", 'where a = $1', "'${id}'"],
    ["where a like '%${term}%'", "where a like '%x%'", "'%${term}%'"],
    ['where a = $name', 'where a = $1', '$name'],
    ['where a = #{params[:id]}', 'where a = $1', '#{params[:id]}'],
    ['where a = {user_id}', 'where a = $1', '{user_id}'],
  ])('in %j are pieces of a program', (text, sql, piece) => {
    const numbered = numberPlaceholders(text);
    expect(numbered.sql).toBe(sql);
    expect(numbered.spliced.map((one) => one.text)).toEqual([piece]);
  });

  test('leave the lines where they are, and text without them as it is', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '\n',
      ':x',
      '?',
      '$1',
      '${a\nb}',
      "'it''s'",
      "'%s'",
      '--c\n',
      '(',
      ')',
      '%s',
      '::',
      '/*x*/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { sql, names } = numberPlaceholders(text);
        expect(sql.split('\n')).toHaveLength(text.split('\n').length);
        const untouched = names.length > 0 || text.includes('%s') || sql === text;
        expect(untouched).toBe(true);
      }),
    );
  });
});

describe('a query', () => {
  test('gets numbers where its LIMIT and OFFSET are parameters, and says so', () => {
    const [query] = readQueries('select é from t where x = ? limit ? offset ?::int');
    expect(query?.sql).toBe('select é from t where x = $1 limit 20 offset 10000::int');
    expect(query?.assumptions.slice(1)).toEqual([
      'LIMIT 20 (it is a parameter)',
      'OFFSET 10000 (it is a parameter)',
    ]);
  });

  test('keeps its line behind EXPLAIN and comments', () => {
    const queries = readQueries('-- first\nexplain (analyze,\n buffers) select 1;\n\nselect\n 2');
    expect(queries.map(({ line, reading }) => [line, reading.kind])).toEqual([
      [2, 'query'],
      [5, 'query'],
    ]);
    expect(queries[0]?.sql.trim()).toBe('select 1');
  });

  test.each([
    ['create table x (a int)', /nothing else is planned/],
    ['explain create table x as select 1', /CREATE TABLE AS/],
    ['select 1 into x', /SELECT INTO/],
    ['selec 1', /does not parse/],
    ['set enable_seqscan = off', /nothing else is planned/],
    ['merge into a using b on true when matched then delete', /MERGE/],
  ])('is refused with a reason: %s', (text, why) => {
    const [query] = readQueries(text);
    expect(query?.reading).toEqual({ kind: 'refused', why: expect.stringMatching(why) });
  });
});
