import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { allChecks } from '../../../src/review/schema/checks/all.ts';
import { introspect } from '../../../src/review/schema/catalog/introspect.ts';
import { openEngine, type Engine } from '../../../src/review/schema/engine/engine.ts';
import { findAll, type Draft } from '../../../src/review/schema/fixes/draft-findings.ts';
import { load } from '../../../src/review/schema/load/load.ts';
import { readScript } from '../../../src/review/schema/load/read-script.ts';
import { supabaseSchemas } from '../../../src/review/schema/load/supabase.ts';
import { readDeclared } from '../../../src/review/schema/script/declared.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';
import { cases } from './cases.ts';

// The engine starts in one to five seconds; a case takes a tenth of one.
jest.setTimeout(60_000);

let engine: Engine;
beforeAll(async () => {
  await loadParser();
  engine = await openEngine(['citext', 'btree_gist']);
});
afterAll(() => engine.close());

/** Findings on a script, in an engine that is emptied first. */
async function find(sql: string, then: readonly string[] = []): Promise<readonly Draft[]> {
  await engine.run('reset all');
  await engine.run(
    'drop schema public cascade; drop schema if exists auth, storage, extensions cascade; create schema public',
  );
  await engine.run('drop role if exists anon, authenticated, service_role, app');
  const loaded = await load(engine, readScript([{ name: 'case.sql', text: sql }]), () => undefined);
  expect(loaded.failed).toEqual([]);
  for (const statement of then) await engine.run(statement);
  const declared = readDeclared(loaded.applied);
  const scope = { stubTables: loaded.stubTables, foreignSchemas: supabaseSchemas, declared };
  return findAll(allChecks, await introspect(engine, scope));
}

function ids(drafts: readonly Draft[]): readonly string[] {
  return drafts.map((draft) => draft.check.id);
}

describe('each check', () => {
  test.each(cases.map((one, index) => [one.id, index] as const))(
    '%s speaks where it must, and only there (%i)',
    async (id, index) => {
      const one = cases[index]!;
      expect(ids(await find(one.fires))).toContain(id);
      expect(ids(await find(one.silent))).not.toContain(id);
    },
  );

  test('is covered by a case', () => {
    const covered = new Set(cases.map((one) => one.id));
    const left = allChecks.map((check) => check.id).filter((id) => !covered.has(id));
    // No script can make an index invalid; the next test does it with rows.
    expect(left).toEqual(['idx.invalid']);
  });

  test('idx.invalid speaks of an index whose concurrent build failed, and not of a sound one', async () => {
    const table = 'create table t (id bigint primary key, a int);';
    const twice = 'insert into public.t values (1, 5), (2, 5)';
    const build = 'create unique index concurrently broken on public.t (a)';
    expect(ids(await find(table, [twice, build]))).toContain('idx.invalid');
    expect(ids(await find(table, [build]))).not.toContain('idx.invalid');
  });

  test.each([
    [
      'the pair that it ties',
      'account_id int not null, coupon_id int not null',
      '(account_id, coupon_id)',
    ],
    ['an id of its own', 'account_id int, coupon_id int not null', 'ADD COLUMN id bigint'],
  ])('proposes as the key of a table without one %s', async (_, columns, key) => {
    const drafts = await find(`create table accounts_coupons (${columns});`);
    const missing = drafts.find(({ check }) => check.id === 'pk.missing');
    expect(missing?.hit.fixes?.[0]?.ddl[0]).toContain(key);
    expect(missing?.hit.fixes?.[0]?.leadsTo).toContain('col.nullable_all');
  });

  test('asks only the rows of a partial index whether they are there twice', async () => {
    const table = 'create table t (id int primary key, email text, gone timestamptz);';
    const drafts = await find(`${table} create unique index on t (email) where gone is null;`);
    const cased = drafts.find(({ check }) => check.id === 'uq.case_sensitive_email');
    expect(cased?.hit.fixes?.[0]?.dataCheck).toContain('WHERE (gone IS NULL) GROUP BY');
  });

  test('exchanges an index for one that is made while others write', async () => {
    const table =
      'create table t (id bigint primary key, slug text unique, deleted_at timestamptz);';
    const [reused] = (await find(table)).filter(({ check }) => check.id === 'uq.soft_delete');
    expect(reused?.hit.fixes?.[0]?.posted?.[0]).toMatch(/^CREATE UNIQUE INDEX CONCURRENTLY/);
    const partial = 'create table t (id int primary key, tags text[] not null, n int not null);';
    const unneeded = await find(partial, [
      'create index on t using gin (tags) where tags is not null',
      'create index on t (n) where n is not null',
    ]);
    const fixes = unneeded
      .filter(({ check }) => check.id === 'idx.unneeded_where')
      .map(({ hit }) => hit.fixes?.map(({ posted }) => posted?.[0]));
    expect(fixes).toEqual([['CREATE INDEX CONCURRENTLY t_n_idx1 ON public.t (n)'], []]);
  });

  test('has an id of its own', () => {
    const all = allChecks.map((check) => check.id);
    expect(new Set(all).size).toBe(all.length);
  });
});

const careful = `
  create table customers (
    id bigint generated always as identity primary key,
    email text not null check (email = lower(email)),
    name text not null,
    created_at timestamptz not null default now(),
    unique (email)
  );
  create table orders (
    id bigint generated always as identity primary key,
    customer_id bigint not null references customers (id) on delete restrict,
    status text not null default 'open' check (status in ('open', 'paid', 'shipped')),
    total numeric(12,2) not null check (total >= 0),
    created_at timestamptz not null default now()
  );
  create index by_customer on orders (customer_id, created_at);
`;

/** One thing done wrong in a schema made with care, and the one finding that it has to bring. */
const mutations: readonly (readonly [string, string, readonly string[]])[] = [
  ['an index is dropped', 'drop index by_customer;', ['fk.unindexed']],
  [
    'an index is made twice',
    'create index again on orders (customer_id, created_at);',
    ['idx.duplicate'],
  ],
  [
    'an index is a prefix of another',
    'create index again on orders (customer_id);',
    ['idx.redundant_prefix'],
  ],
  [
    'a check is dropped',
    'alter table orders drop constraint orders_total_check;',
    ['chk.missing_domain'],
  ],
  [
    'a check is left unproved',
    'alter table orders add check (id > 0) not valid;',
    ['fk.not_valid'],
  ],
  ['money becomes inexact', 'alter table orders alter total type real;', ['col.float_money']],
  [
    'money loses its scale',
    'alter table orders alter total type numeric;',
    ['col.numeric_no_precision'],
  ],
  [
    'a time loses its zone',
    'alter table orders alter created_at type timestamp;',
    ['col.timestamp_no_tz', 'col.inconsistent_type'],
  ],
  ['a foreign key narrows', 'alter table orders alter customer_id type int;', ['fk.type_mismatch']],
  [
    'a foreign key is made twice',
    'alter table orders add foreign key (customer_id) references customers on delete restrict;',
    ['fk.duplicate'],
  ],
  [
    'a foreign key is dropped',
    'alter table orders drop constraint orders_customer_id_fkey;',
    ['fk.missing_relation', 'fk.no_fk_at_all', 'fk.no_fk_at_all'],
  ],
  [
    'a column is json',
    "alter table orders add extra json not null default '{}';",
    ['col.json_not_jsonb'],
  ],
  [
    'a column is char',
    "alter table orders add code2 char(2) not null default 'xx';",
    ['col.char_n'],
  ],
  [
    'a unique key is dropped',
    'alter table customers drop constraint customers_email_key;',
    ['uq.natural_key_missing'],
  ],
  [
    'a default says NULL',
    "alter table customers alter name set default 'NULL';",
    ['col.null_string_default'],
  ],
  ['a table loses its logging', 'alter table orders set unlogged;', ['tbl.unlogged']],
  [
    'a table is open to everybody',
    'grant select on orders to public;',
    ['sec.grants_public', 'sec.rls_disabled_exposed'],
  ],
  [
    'a password is kept',
    'alter table customers add password text not null;',
    ['sec.plain_passwords'],
  ],
  [
    'a policy is not switched on',
    'create policy p on orders using (id > 5);',
    ['sec.policy_but_rls_off'],
  ],
];

describe('a schema made with care', () => {
  test('brings no finding', async () => {
    expect(ids(await find(careful))).toEqual([]);
  });

  test.each(mutations)('brings exactly what is wrong when %s', async (_, sql, expected) => {
    expect(ids(await find(`${careful}${sql}`)).toSorted()).toEqual(expected.toSorted());
  });
});
