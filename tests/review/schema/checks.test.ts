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
async function find(sql: string): Promise<readonly Draft[]> {
  await engine.run('reset all');
  await engine.run(
    'drop schema public cascade; drop schema if exists auth, storage, extensions cascade; create schema public',
  );
  await engine.run('drop role if exists anon, authenticated, service_role, app');
  const loaded = await load(engine, readScript([{ name: 'case.sql', text: sql }]), () => undefined);
  expect(loaded.failed).toEqual([]);
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

  test('is covered by a case, save for what no script can make', () => {
    const covered = new Set(cases.map((one) => one.id));
    const left = allChecks.map((check) => check.id).filter((id) => !covered.has(id));
    // An index becomes invalid when its concurrent build fails; a script cannot.
    expect(left).toEqual(['idx.invalid']);
  });

  test('has an id of its own', () => {
    const all = allChecks.map((check) => check.id);
    expect(new Set(all).size).toBe(all.length);
  });

  test('says nothing but remarks about a schema made with care', async () => {
    const drafts = await find(`
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
      create index on orders (customer_id, created_at);
    `);
    expect(ids(drafts)).toEqual([]);
  });

  test('reports one new finding, and no other, when an index is taken away', async () => {
    const tables = `
      create table a (id bigint generated always as identity primary key, created_at timestamptz not null, n int not null);
      create table b (id bigint generated always as identity primary key, created_at timestamptz not null,
                      a_id bigint not null references a on delete cascade);`;
    expect(ids(await find(`${tables} create index on b (a_id);`))).toEqual([]);
    expect(ids(await find(tables))).toEqual(['fk.unindexed']);
  });
});
