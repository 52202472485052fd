import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openEngine, type Engine } from '../../../src/review/schema/engine/engine.ts';
import { load } from '../../../src/review/schema/load/load.ts';
import { readScript } from '../../../src/review/schema/load/read-script.ts';
import {
  migrationDrafts,
  type MigrationDraft,
} from '../../../src/review/schema/migration/drafts.ts';
import { maintenanceDrafts } from '../../../src/review/schema/migration/maintenance.ts';
import { migrationRuleIds } from '../../../src/review/schema/migration/rules.ts';
import { changeOf } from '../../../src/review/schema/migration/summary.ts';
import type { Fix } from '../../../src/review/schema/review.ts';
import { loadParser } from '../../../src/review/schema/sql/parse.ts';

// One engine for the file: it starts in one to five seconds, a migration takes half of one.
jest.setTimeout(60_000);

let engine: Engine;
beforeAll(async () => {
  await loadParser();
  engine = await openEngine([]);
});
afterAll(() => engine.close());

const before = `
  create table users (id bigint primary key, email text, nick varchar(20), age int);
  create table orders (id bigint primary key, user_id bigint, total numeric);
  create index by_user on orders (user_id);
  create table logs (day int, line text) partition by list (day);
  create table logs_1 partition of logs for values in (1);
  create table logs_2 (day int, line text);`;

async function review(migration: string, rehearses = true) {
  await engine.run('reset all; drop schema public cascade; create schema public');
  const script = readScript([
    { name: '1.sql', text: before },
    { name: '2.sql', text: migration },
  ]);
  const loaded = await load(engine, script, () => undefined, rehearses ? () => undefined : null);
  expect(loaded.failed).toEqual([]);
  const drafts = [
    ...migrationDrafts(loaded, script),
    ...(await maintenanceDrafts(engine, script)),
  ].filter(({ draft }) => !rehearses || draft.check.id !== 'mig.lock_timeout');
  return { drafts, change: changeOf(loaded.changes) };
}

function fixOf({ tried }: MigrationDraft): Fix {
  if (tried.kind !== 'fix') throw new Error(tried.kind === 'rejected' ? tried.why : 'no safe way');
  return tried.fix;
}

/** What each step is and the strongest lock it was seen to take on the table. */
function stepsOf(fix: Fix): readonly (readonly [string, string | undefined])[] {
  return (fix.steps ?? []).map(({ by, lock }) => [by, lock[0]?.mode]);
}

describe('the safe way of a change', () => {
  test('to an index runs outside of a transaction, and writes go on', async () => {
    const { drafts } = await review('create index by_age on users (age); drop index by_user;');
    expect(drafts.map(({ draft }) => draft.check.id)).toEqual([
      'mig.index_concurrently',
      'mig.index_concurrently',
    ]);
    for (const draft of drafts) {
      expect(stepsOf(fixOf(draft))).toEqual([['alone', 'ShareUpdateExclusiveLock']]);
      expect(fixOf(draft).ddl[0]).toContain('CONCURRENTLY');
      expect(fixOf(draft).rollback).toMatchObject({ executed: true, restores: true });
    }
  });

  test('to several indexes of one statement is each its own', async () => {
    const { drafts } = await review(
      'create index by_age on users (age); drop index by_user, by_age;',
    );
    expect(
      drafts.slice(1).map((draft) => [draft.draft.hit.object.index, fixOf(draft).ddl]),
    ).toEqual([
      ['by_user', ['DROP INDEX CONCURRENTLY public.by_user']],
      ['by_age', ['DROP INDEX CONCURRENTLY public.by_age']],
    ]);
  });

  test('to NOT NULL proves it by a check first, and depends on the rows', async () => {
    const { drafts } = await review('alter table users alter column age set not null;');
    const fix = fixOf(drafts[0]!);
    expect(stepsOf(fix)).toEqual([
      ['transaction', 'AccessExclusiveLock'],
      ['transaction', 'ShareUpdateExclusiveLock'],
      ['transaction', 'AccessExclusiveLock'],
    ]);
    expect(fix).toMatchObject({
      verified: 'data_dependent',
      data_check: 'SELECT * FROM public.users WHERE age IS NULL LIMIT 10',
      rollback: {
        ddl: ['ALTER TABLE public.users ALTER COLUMN age DROP NOT NULL'],
        restores: true,
      },
    });
  });

  test.each([
    [
      'a foreign key',
      'add foreign key (user_id) references users',
      'mig.constraint_not_valid',
      /NOT EXISTS/,
    ],
    ['a check', 'add check (total > 0)', 'mig.constraint_not_valid', /WHERE NOT/],
    ['a unique key', 'add unique (user_id)', 'mig.unique_direct', /HAVING count/],
  ])(
    'to %s is a step that blocks for a moment, and one that does not block',
    async (_, clause, id, check) => {
      const { drafts } = await review(`alter table orders ${clause};`);
      expect(drafts.map(({ draft }) => draft.check.id)).toEqual([id]);
      const fix = fixOf(drafts[0]!);
      expect(fix.ddl).toHaveLength(2);
      expect(fix.data_check).toMatch(check);
      expect(fix.rollback?.restores).toBe(true);
    },
  );

  test('to a column that a volatile default would rewrite rewrites nothing', async () => {
    const { drafts } = await review(
      'alter table users add column token uuid not null default gen_random_uuid();',
    );
    expect(drafts.map(({ draft }) => draft.check.id)).toEqual(['mig.add_column_default_rewrite']);
    expect(drafts[0]!.draft.hit.row['rewrites']).toEqual(['public.users']);
    expect(fixOf(drafts[0]!)).toMatchObject({ rewrites: [], verified: 'executed' });
  });

  test('to another type keeps a twin of the column, and says what does not fit', async () => {
    const { drafts, change } = await review('alter table users alter column nick type varchar(5);');
    const fix = fixOf(drafts[0]!);
    expect(fix.rewrites).toEqual([]);
    expect(fix.steps?.some(({ sql }) => sql.includes('CREATE TRIGGER'))).toBe(true);
    expect(change?.lost[0]?.count).toBe(
      'SELECT count(*) FROM public.users WHERE length(nick::text) > 5',
    );
  });

  test('to a new name keeps the old one until the code has changed', async () => {
    const { drafts } = await review(
      'alter table orders rename to sales; alter table users rename column nick to nickname;',
    );
    const [table, column] = drafts.map(fixOf);
    expect(table?.ddl[0]).toContain('CREATE VIEW public.orders AS SELECT * FROM public.sales');
    expect(column?.ddl.join()).toContain('CREATE TRIGGER');
    for (const fix of [table, column]) {
      expect(fix?.steps?.some(({ by }) => by === 'you')).toBe(true);
      expect(fix?.rollback?.restores).toBe(true);
    }
  });

  test('to drop something tells how much is lost, and brings the schema back, not the rows', async () => {
    const { drafts, change } = await review(
      'alter table users drop column age; drop table orders;',
    );
    expect(drafts.map(({ draft }) => draft.hit.row['loses'])).toEqual([
      'SELECT count(*) FROM public.users WHERE age IS NOT NULL',
      'SELECT count(*) FROM public.orders',
    ]);
    expect(change?.lost).toHaveLength(2);
    expect(change?.rollback).toMatchObject({ executed: true, restores: true });
    expect(change?.rollback.ddl.join('\n')).toContain('CREATE TABLE public.orders');
  });

  test('to detach a partition lets the parent be read', async () => {
    const { drafts } = await review('alter table logs detach partition logs_1;');
    const fix = fixOf(drafts[0]!);
    expect(fix.ddl).toEqual([
      'ALTER TABLE public.logs DETACH PARTITION public.logs_1 CONCURRENTLY',
      // It leaves a check behind, which takes a moment to drop.
      'ALTER TABLE public.logs_1 DROP CONSTRAINT logs_1_day_check',
    ]);
    expect(fix.rollback?.ddl[0]).toContain('ATTACH PARTITION public.logs_1 FOR VALUES IN (1)');
  });

  test('to several things at once takes them one by one', async () => {
    const { drafts } = await review(
      'alter table users alter column age set not null, add check (age > 0), add unique (email);',
    );
    expect(drafts.map(({ draft }) => draft.check.id).toSorted()).toEqual([
      'mig.constraint_not_valid',
      'mig.set_not_null',
      'mig.unique_direct',
    ]);
    expect(drafts.map(fixOf).map(({ ddl }) => ddl.length)).toEqual([3, 2, 2]);
  });

  test('is words only where what rests on the column must move with it', async () => {
    const { drafts } = await review('alter table users alter column id type numeric;');
    expect(drafts[0]!.tried).toEqual({ kind: 'none' });
    expect(drafts[0]!.draft.hit.why).toContain('Safer: add a column of the new type');
  });

  test('leaves the schema as the migration made it', async () => {
    await review(
      'alter table users alter column age set not null, add unique (email); create index by_age on users (age);',
    );
    const executed = await engine.run(`do $$ begin
      assert (select attnotnull from pg_attribute where attrelid = 'public.users'::regclass and attname = 'age');
      assert (select count(*) = 3 from pg_index where indrelid = 'public.users'::regclass and indisvalid);
      assert (select count(*) = 0 from pg_constraint where conname like '%_not_null' and contype = 'c');
    end $$`);
    expect(executed).toEqual({ ok: true });
  });
});

describe('a command that stops everybody', () => {
  test.each([
    ['vacuum full users;', 'mig.vacuum_full_cluster', ['public.users']],
    ['cluster users using users_pkey;', 'mig.vacuum_full_cluster', ['public.users']],
    ['truncate users cascade;', 'mig.truncate_cascade', ['public.users']],
    ['reindex table users;', 'mig.index_concurrently', []],
  ])('%s runs, and what it rewrites is seen', async (sql, id, rewrites) => {
    const { drafts } = await review(sql);
    expect(drafts.map(({ draft }) => draft.check.id)).toEqual([id]);
    expect(drafts[0]!.draft.hit.row['rewrites']).toEqual(rewrites);
  });

  test.each([
    'vacuum users;',
    'truncate users;',
    'reindex table concurrently users;',
    'create table fresh (id int); vacuum full fresh;',
  ])('%s does not', async (sql) => {
    expect((await review(sql)).drafts).toEqual([]);
  });
});

/** For each rule a migration in which it must speak, and one, as near to it as can be, in which it must not. */
const cases: readonly (readonly [id: string, fires: string, silent: string])[] = [
  [
    'mig.index_concurrently',
    'create index on users (age);',
    'create index concurrently on users (age);',
  ],
  ['mig.index_concurrently', 'drop index by_user;', 'drop index concurrently by_user;'],
  [
    'mig.concurrently_in_txn',
    'begin; create index concurrently on users (age); commit;',
    'create index concurrently on users (age);',
  ],
  [
    'mig.concurrently_in_txn',
    'begin; drop index concurrently by_user; commit;',
    'begin; comment on table users is null; commit; create index concurrently on users (age);',
  ],
  [
    'mig.constraint_not_valid',
    'alter table users add check (age > 0);',
    'alter table users add check (age > 0) not valid;',
  ],
  [
    'mig.set_not_null',
    'alter table users alter age set not null;',
    'alter table users alter age drop not null;',
  ],
  [
    'mig.add_required_column',
    'alter table users add a int not null;',
    'alter table users add a int not null default 1;',
  ],
  [
    'mig.add_column_default_rewrite',
    'alter table users add a timestamptz default clock_timestamp();',
    'alter table users add a timestamptz default now();',
  ],
  [
    'mig.type_change_rewrite',
    'alter table users alter nick type varchar(10);',
    'alter table users alter nick type varchar(30);',
  ],
  [
    'mig.unique_direct',
    'alter table users add unique (email);',
    'create unique index concurrently u on users (email); alter table users add unique using index u;',
  ],
  [
    'mig.pk_direct',
    'alter table logs_1 add primary key (day);',
    'create table fresh (a int); alter table fresh add primary key (a);',
  ],
  [
    'mig.exclusion',
    'alter table users add exclude (email with =);',
    'alter table users add check (email is not null) not valid;',
  ],
  [
    'mig.rename',
    'alter table users rename age to years;',
    'alter table users rename constraint users_pkey to pk;',
  ],
  ['mig.drop', 'alter table users drop age;', 'alter table users alter age drop default;'],
  [
    'mig.drop',
    'drop schema public cascade; create schema public;',
    'create schema fresh; drop schema fresh cascade; drop schema if exists nowhere cascade;',
  ],
  ['mig.truncate_cascade', 'alter table users drop age cascade;', 'alter table users drop age;'],
  [
    'mig.lock_timeout',
    'alter table users drop age;',
    "set lock_timeout = '5s'; alter table users drop age;",
  ],
  [
    'mig.multi_stmt_after_ael',
    'begin; alter table users drop age; alter table orders drop total; commit;',
    'alter table users drop age; alter table orders drop total;',
  ],
  [
    'mig.multi_stmt_after_ael',
    'alter table users drop nick; begin; alter table users drop age; drop table orders; commit;',
    'begin; alter table users drop age; commit; begin; alter table orders drop total; commit;',
  ],
  [
    'mig.partition_detach',
    'alter table logs detach partition logs_1;',
    'alter table logs detach partition logs_1 concurrently;',
  ],
  ['mig.vacuum_full_cluster', 'vacuum full users;', 'vacuum users;'],
];

async function idsOf(migration: string): Promise<readonly string[]> {
  return (await review(migration, false)).drafts.map(({ draft }) => draft.check.id);
}

describe('each rule on migrations', () => {
  test.each(cases)('%s speaks where it must, and only there', async (id, fires, silent) => {
    expect(await idsOf(fires)).toContain(id);
    expect(await idsOf(silent)).not.toContain(id);
  });

  test('measures the lock on what is gone, or has a new name', async () => {
    const { drafts } = await review(
      'alter table users rename to people; drop table orders;',
      false,
    );
    const told = drafts.filter(({ draft }) => /drop$|rename$/.test(draft.check.id));
    expect(told.map(({ draft }) => [draft.hit.object.table, draft.hit.why])).toEqual([
      ['users', expect.stringContaining('measured: AccessExclusiveLock on public.people')],
      ['orders', expect.stringContaining('measured: AccessExclusiveLock on public.orders')],
    ]);
  });

  test('names what CASCADE takes along, in the change and in its findings', async () => {
    const { drafts, change } = await review('drop schema public cascade; create schema public;');
    expect(drafts.map(({ draft }) => [draft.check.id, draft.hit.object.table])).toEqual(
      ['logs', 'logs_1', 'logs_2', 'orders', 'users'].map((table) => ['mig.drop', table]),
    );
    expect(drafts[3]?.draft.hit.why).toContain(
      'drops the table orders along with it, by CASCADE; measured: AccessExclusiveLock on public.orders',
    );
    expect(change?.lost.map(({ count }) => count)).toContain('SELECT count(*) FROM public.orders');
    expect(change?.rollback).toMatchObject({ executed: false, restores: false });
  });

  test('names the strongest lock, whichever table comes first', async () => {
    const attach = 'alter table logs attach partition logs_2 for values in (2);';
    const { drafts } = await review(attach, false);
    expect(drafts.map(({ draft }) => draft.hit.why)).toContain(
      'It takes AccessExclusiveLock and the script sets no lock_timeout.',
    );
  });

  test('has such a case', () => {
    expect([...new Set(cases.map(([id]) => id))].toSorted()).toEqual(migrationRuleIds.toSorted());
  });
});

test('what many statements lean on is made up once, and none is tried while it cannot run', async () => {
  await engine.run('reset all; drop schema public cascade; create schema public');
  const tables = Array.from(
    { length: 12 },
    (_, at) => `create table t${at} (id int primary key, org varchar references orgs,
      peer int references t${at + 1});`,
  );
  const text = ['alter table orgs add region text;', ...tables].join('\n');
  const script = readScript([{ name: '1.sql', text }]);
  const tried: number[] = [];
  const loaded = await load(engine, script, (step) => {
    if ('statement' in step) tried.push(step.statement);
  });
  expect(loaded.failed).toEqual([]);
  const what = loaded.stubs.map(({ object, why }) => `${object}: ${why}`);
  expect(what).toEqual([...new Set(what)]);
  expect(what.at(-1)).toContain('alter column id type varchar');
  // Each waits for the one behind it: twelve rounds of all are more than 130.
  expect(tried.length).toBeLessThan(100);
});

test('a foreign key that cannot be, on a table that was made up, fails alone', async () => {
  await engine.run('reset all; drop schema public cascade; create schema public');
  const text = `alter table a alter column z set not null; create table c (id uuid primary key);
    alter table a add column cid bigint references c (id);`;
  const loaded = await load(engine, readScript([{ name: '1.sql', text }]), () => undefined);
  expect(loaded.failed).toMatchObject([{ sqlstate: '42804' }]);
});
