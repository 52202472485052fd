import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { introspect } from '../../../src/review/schema/catalog/introspect.ts';
import { allChecks } from '../../../src/review/schema/checks/all.ts';
import { openEngine, type Engine } from '../../../src/review/schema/engine/engine.ts';
import { findAll, type Draft } from '../../../src/review/schema/fixes/draft-findings.ts';
import {
  createReach,
  firstFix,
  nextTogether,
  type Candidate,
} from '../../../src/review/schema/fixes/reach.ts';
import { tryTogether } from '../../../src/review/schema/fixes/together.ts';
import { createBench, tryFixes, type Bench } from '../../../src/review/schema/fixes/trial.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';

// The engine starts in one to five seconds.
jest.setTimeout(60_000);

/** A hub that all refer to, copies of one table, a partitioned one with its parts, and faults of all kinds. */
const shop = `
  create table tenants (id serial primary key, name varchar(40), data json);
  create table orders_1 (id serial primary key, tenant_id int references tenants (id), at timestamp, paid float);
  create table orders_2 (id serial primary key, tenant_id int references tenants (id), at timestamp, paid float);
  create table items (id int primary key, order_id int references orders_1 (id), code char(3), tags json);
  create index items_code on items (code);
  create index items_code_again on items (code);
  create table notes (tenant_id int, body text, "order" int, written timestamp);
  create table visits (id bigint, at timestamp not null, tenant_id int references tenants (id), primary key (id, at))
    partition by range (at);
  create table visits_2025 partition of visits for values from ('2025-01-01') to ('2026-01-01');
  create table base (id int primary key, at timestamp);
  create table derived (extra json) inherits (base);
  grant all on notes to public;
  create function risky() returns int language sql security definer as 'select 1';`;

let engine: Engine;
let bench: Bench;
let drafts: readonly Draft[];
let reachOf: (draft: Draft) => Candidate | null;
beforeAll(async () => {
  await loadParser();
  engine = await openEngine([]);
  await engine.run(shop);
  const declared = { truncated: [], silentDeletes: new Set<string>() };
  const scope = { stubTables: new Set<string>(), foreignSchemas: new Set<string>(), declared };
  const catalog = await introspect(engine, scope);
  bench = await createBench(engine, { catalog, scope, checks: allChecks });
  drafts = findAll(allChecks, catalog).filter((draft) => firstFix(draft) !== null);
  reachOf = createReach(bench);
});
afterAll(() => engine.close());

describe('fixes that are tried together', () => {
  test('touch tables of their own, and end as each does alone', async () => {
    const left = new Set(drafts);
    let many = 0;
    for (const draft of left) {
      const candidates = nextTogether(left, reachOf);
      expect(new Set(candidates.map(({ own }) => own)).size).toBe(candidates.length);
      for (const [tried, result] of await tryTogether(bench, candidates)) {
        expect(result).toEqual(await tryFixes(bench, tried));
        many += candidates.length > 1 ? 1 : 0;
        left.delete(tried);
      }
      left.delete(draft);
      for (const each of candidates) left.delete(each.draft);
    }
    expect(many).toBeGreaterThan(10);
  });

  test('stand although one of them does not run', async () => {
    const [first, second, ...others] = nextTogether(drafts, reachOf);
    expect(others.length).toBeGreaterThan(0);
    const broken = { ...first!, fix: { ddl: ['create index on nowhere (id)'] } };
    const done = await tryTogether(bench, [broken, second!, ...others]);
    expect([...done.keys()]).toEqual([second, ...others].map((each) => each!.draft));
    expect(await introspect(engine, bench.scope)).toEqual(bench.catalog);
  });

  test('are left to be tried alone where a lock is nobody’s, or could be of two', async () => {
    const [first, second] = nextTogether(drafts, reachOf);
    const stranger = { ...first!, reach: new Set<number>() };
    expect(await tryTogether(bench, [stranger, second!])).toEqual(new Map());
    const both = { ...first!, reach: new Set([first!.own, second!.own]) };
    expect([...(await tryTogether(bench, [both, second!])).keys()]).toEqual([]);
  });

  test.each([
    ['the drop of an index stays with its table', 'drop index items_code', 1],
    ['that of anything else may reach those tied to it', 'drop table public.nowhere', 3],
  ] as const)('know how far they go: %s', (_, ddl, tables) => {
    const draft = drafts.find(({ hit }) => hit.object.table === 'orders_1');
    const other = { ...draft!, hit: { ...draft!.hit, fixes: [{ ddl: [ddl] }] } };
    // Its own, tenants, and items.
    expect(reachOf(other)?.reach.size).toBe(tables);
  });

  test('never include one that looks at the schema as a whole', () => {
    const whole = drafts.filter(({ check }) => 'find' in check);
    expect(whole.length).toBeGreaterThan(0);
    for (const draft of whole) expect(reachOf(draft)).toBeNull();
  });
});

test('what changes a table without a lock on it is seen to help', async () => {
  const grants = drafts.find(({ check }) => check.id === 'sec.grants_public');
  expect(await tryFixes(bench, grants!)).toMatchObject({ kind: 'fix' });
  const candidate = reachOf(grants!);
  expect([...(await tryTogether(bench, [candidate!])).values()]).toMatchObject([{ kind: 'fix' }]);
});

test.each(['fk.unindexed', 'col.float_money'])(
  'a fix of %s in one of several tables that are alike is not refused for the others',
  async (id) => {
    const found = drafts.find(
      ({ check, hit }) => check.id === id && hit.object.table === 'orders_1',
    );
    expect(await tryFixes(bench, found!)).toMatchObject({ kind: 'fix' });
  },
);
