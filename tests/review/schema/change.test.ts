import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { differences, directSteps } from '../../../src/review/schema/change/compare.ts';
import { narrows } from '../../../src/review/schema/change/consequences.ts';
import { executeChange } from '../../../src/review/schema/change/execute-change.ts';
import { readShape } from '../../../src/review/schema/change/read-shape.ts';
import type { ColumnShape } from '../../../src/review/schema/change/shape.ts';
import { openEngine, type Engine } from '../../../src/review/schema/engine/engine.ts';
import { load } from '../../../src/review/schema/load/load.ts';
import { readScript } from '../../../src/review/schema/load/read-script.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';

// One engine for the file: it starts in one to five seconds, a pair of versions takes half of one.
jest.setTimeout(60_000);

let engine: Engine;
beforeAll(async () => {
  await loadParser();
  engine = await openEngine([]);
});
afterAll(() => engine.close());

async function shapeOf(sql: string) {
  await engine.run(
    'reset all; drop schema public cascade; drop schema if exists app cascade; create schema public',
  );
  const script = readScript([{ name: 'v.sql', text: sql }]);
  expect((await load(engine, script, () => undefined)).failed).toEqual([]);
  return readShape(engine);
}

/** Executes the change on the old version. */
async function change(old: string, now: string) {
  const after = await shapeOf(now);
  const before = await shapeOf(old);
  return executeChange(engine, { before, after, note: () => undefined, tries: true });
}

const users = 'create table users (id bigint primary key, email varchar(50), nick text);';

const pairs: readonly (readonly [string, string, string])[] = [
  [
    'columns',
    users,
    'create table users (id bigint primary key, email varchar(50), at date not null default now());',
  ],
  [
    'types and defaults',
    "create table t (id int, a varchar(20) default 'x', n numeric(10,2) default 0);",
    'create table t (id bigint, a text, n numeric(12,2) not null default 1);',
  ],
  [
    'serial to identity',
    'create table t (id serial primary key);',
    'create table t (id int generated always as identity primary key);',
  ],
  [
    'serial to bigserial',
    'create table t (id serial primary key);',
    'create table t (id bigserial primary key);',
  ],
  [
    'keys',
    users,
    `${users} alter table users add unique (email), add check (length(nick) > 1); create index i on users (nick);`,
  ],
  [
    'foreign keys both ways',
    users,
    `${users} create table o (id int primary key, u bigint not null references users on delete cascade); alter table users add o int references o;`,
  ],
  [
    'an index of another kind',
    `${users} create index i on users (nick);`,
    `${users} create unique index i on users (lower(nick)) where nick is not null;`,
  ],
  [
    'enum values added',
    `create type m as enum ('a', 'c'); create table t (m m default 'a');`,
    `create type m as enum ('z', 'a', 'b', 'c', 'd'); create table t (m m default 'a');`,
  ],
  [
    'an enum value taken out',
    `create type m as enum ('a', 'b'); create table t (m m default 'a');`,
    `create type m as enum ('b'); create table t (m m default 'b');`,
  ],
  [
    'views over what changes',
    'create table t (a int, b int); create view v as select a from t;',
    'create table t (a bigint, c int); create view v as select a from t; create materialized view w as select c from t;',
  ],
  [
    'functions and triggers',
    'create table t (a int);',
    `create table t (a int); create function f() returns trigger language plpgsql as $$ begin return new; end $$; create trigger g before update on t for each row execute function f();`,
  ],
  [
    'partitions',
    'create table p (a int, b text) partition by list (a);',
    'create table p (a int, b text, primary key (a)) partition by list (a); create table p1 partition of p for values in (1); create table p2 partition of p default;',
  ],
  [
    'row security',
    users,
    `${users} alter table users enable row level security; create policy mine on users for select using (nick = 'me');`,
  ],
  [
    'generated columns',
    'create table t (a int, b int);',
    'create table t (a int, b int generated always as (a * 2) stored);',
  ],
  [
    'schemas and domains',
    'create table t (a int);',
    "create schema app; create domain app.email as text check (value ~ '@'); create table app.t (e app.email not null); create table t (a int);",
  ],
  [
    'names that must be quoted',
    'create table "Order" ("user" int);',
    'create table "Order" ("user" bigint, "select" text not null default \'it\'\'s\'); create index "I x" on "Order" ("user");',
  ],
];

describe('the steps between two versions', () => {
  test.each(pairs)('lead from the old one to the new one and back: %s', async (_, old, now) => {
    const { change: there, loaded } = await change(old, now);
    expect([loaded.failed, there.unreached ?? []]).toEqual([[], []]);
    expect(there.steps.length).toBeGreaterThan(0);
    expect(there.rollback).toMatchObject({ executed: true, restores: true });
  });

  test('are none when nothing changed', async () => {
    const shape = await shapeOf(users);
    expect(directSteps(differences(shape, await shapeOf(users)))).toEqual([]);
  });

  test('are taken literally: what may be a new name is told, not guessed', async () => {
    const { change: there } = await change(
      `${users} create table old_name (id int primary key, a text, b text);`,
      'create table users (id bigint primary key, email varchar(50), nickname text); create table new_name (id int primary key, a text, b text);',
    );
    expect(there.renames.map(({ from, to }) => [from, to])).toEqual([
      ['public.old_name', 'public.new_name'],
      ['public.users.nick', 'public.users.nickname'],
    ]);
    expect(there.lost.map(({ object }) => object)).toEqual([
      'public.users.nick',
      'public.old_name',
    ]);
    expect(there.breaks).toContainEqual({
      object: 'public.old_name',
      why: 'Whatever uses the table fails.',
    });
  });
});

function column(type: string): ColumnShape {
  return {
    name: 'c',
    type,
    notNull: false,
    default: null,
    identity: '',
    generated: '',
    collation: null,
  };
}

describe('a type', () => {
  test.each([
    ['character varying(20)', 'character varying(10)', true],
    ['character varying(20)', 'character varying(30)', false],
    ['character varying(20)', 'text', false],
    ['text', 'character varying(20)', true],
    ['bigint', 'integer', true],
    ['integer', 'bigint', false],
    ['numeric(10,2)', 'numeric(12,2)', false],
    ['numeric(10,4)', 'numeric(12,2)', true],
    ['timestamp without time zone', 'date', true],
    ['date', 'timestamp with time zone', false],
    ['jsonb', 'integer', true],
  ])('%s to %s loses values: %s', (from, to, loses) => {
    expect(narrows(column(from), column(to))).toBe(loses);
  });
});

test('tells that rows are guarded otherwise, and takes no partition for another under a new name', async () => {
  const guarded = 'alter table t enable row level security; create policy own on t using (id > 0);';
  const table = 'create table t (id int primary key) partition by range (id);';
  const first = 'create table t_1 partition of t for values from (1) to (2);';
  const second = 'create table t_2 partition of t for values from (2) to (3);';
  const off = await change(table + first + guarded, table + second);
  expect(off.change.breaks).toEqual(
    expect.arrayContaining([
      { object: 'public.t', why: expect.stringContaining('Row security is off now') },
      { object: 'public.t (policy own)', why: expect.stringContaining('The policy is gone') },
    ]),
  );
  expect(off.change.renames).toEqual([]);
  const on = await change(table, table + guarded);
  expect(on.change.breaks[0]?.why).toContain('Row security is on now');
});
