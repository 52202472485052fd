import { beforeAll, expect, test } from '@jest/globals';
import { altersExisting } from '../../../src/review/schema/load/existing.ts';
import { readScript } from '../../../src/review/schema/load/read-script.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';

beforeAll(() => loadParser());

function changesOf(...texts: readonly string[]): readonly string[] {
  const script = readScript(texts.map((text, index) => ({ name: `${index}.sql`, text })));
  return script.statements.filter(altersExisting(script)).map(({ text }) => text);
}

test('a file that drops and makes its tables anew changes nothing that was there', () => {
  expect(
    changesOf(`drop table if exists orders; drop table if exists orders_of_last_year;
      create table orders (id bigint primary key); create index on orders (id);`),
  ).toEqual([]);
});

test.each([
  ['drops only what it does not make', 'drop table if exists legacy; create table fresh (id int);'],
  [
    'drops behind the first thing it makes',
    'create table a (id int); drop table if exists legacy;',
  ],
  [
    'drops a type of the name of nothing',
    'drop type if exists mood; drop table if exists legacy; create table a (id int);',
  ],
] as const)('a file that %s is a migration', (_, text) => {
  expect(changesOf(text)).toHaveLength(1);
});

test('what an earlier file made is there before the next one', () => {
  expect(changesOf('create table a (id int);', 'alter table a add b int;')).toEqual([
    'alter table a add b int',
  ]);
});
