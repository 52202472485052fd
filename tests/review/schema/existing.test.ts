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

test.each([
  [
    'drops beside what it makes again',
    [
      'create table orders (id int); create table pay (id int);',
      'drop table if exists orders; drop table if exists pay; create table orders (id int);',
    ],
    ['drop table if exists orders', 'drop table if exists pay'],
  ],
  [
    'drops in one statement with what it makes again',
    [
      'create table pay (id int);',
      'drop table if exists orders, pay; create table orders (id int);',
    ],
    ['drop table if exists orders, pay'],
  ],
  [
    'drops without a doubt and makes again',
    ['create table orders (id int);', 'drop table orders; create table orders (id int);'],
    ['drop table orders'],
  ],
  [
    'leaves as it is, since it is there',
    [
      'create table orders (id int);',
      'create table if not exists orders (id int); create index on orders (id);',
    ],
    ['create index on orders (id)'],
  ],
] as const)('what an earlier file made and the next one %s is changed', (_, files, changes) => {
  expect(changesOf(...files)).toEqual(changes);
});

test('CASCADE from a type or a schema of an earlier file changes tables, and from a file’s own it does not', () => {
  const start = 'drop schema if exists app cascade; drop type if exists mood cascade;';
  const made = `create schema app; create type mood as enum ('ok'); create table app.t (m mood);`;
  expect(changesOf(start + made)).toEqual([]);
  expect(changesOf(made, start + made)).toEqual([
    'drop schema if exists app cascade',
    'drop type if exists mood cascade',
  ]);
});

test('a table that a file made anew, or copied and renamed into place, is new to it', () => {
  const before = 'create table orders (id int);';
  expect(
    changesOf(
      before,
      'drop table orders; create table orders (id int); create index on orders (id);',
    ),
  ).toEqual(['drop table orders']);
  expect(
    changesOf(
      before,
      `create table orders_new (id bigint); drop table orders;
       alter table orders_new rename to orders; create index on orders (id);`,
    ),
  ).toEqual(['drop table orders']);
});

test('what a file makes in the wrong order is new to it', () => {
  expect(changesOf('create index on orders (id); create table orders (id int);')).toEqual([]);
});
