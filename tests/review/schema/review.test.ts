import { describe, expect, jest, test } from '@jest/globals';
import type { Source } from '../../../src/review/schema/load/script.ts';
import { createSchemaReviewer } from '../../../src/review/schema/review-schema.ts';
import { schemaReview, type SchemaReview } from '../../../src/review/schema/review.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';

// Each review starts a child and an engine: two to eight seconds on a busy machine.
jest.setTimeout(90_000);

const review = createSchemaReviewer(createSandbox({ places: 2 }));

async function reviewOf(...texts: string[]): Promise<SchemaReview> {
  const sources: Source[] = texts.map((text, at) => ({ name: `${at + 1}.sql`, text }));
  return review({ sources, dialect: null }, { signal: new AbortController().signal });
}

const find = (of: SchemaReview, id: string) => of.findings.filter((finding) => finding.id === id);

describe('a review', () => {
  test('tells why a table could not be made, not that its own stand-in was in the way', async () => {
    const result = await reviewOf(`
      create table users (id serial);
      create table orders (id bigint primary key, user_id int references users (id));
      create table items (id bigint primary key, order_id bigint references orders (id));
    `);
    expect(result.status).toBe('partial');
    expect(result.input.failed).toMatchObject([{ line: 3, sqlstate: '42830' }]);
    expect(find(result, 'fk.dangling_target').map((each) => each.severity)).toContain('error');
  });

  test('proposes only fixes that ran and cleared their finding, and measures what they lock', async () => {
    const result = await reviewOf(`
      create table users (id serial primary key, email text not null, created_at timestamp not null);
      create table orders (
        id bigint generated always as identity primary key,
        user_id int not null references users (id) on delete cascade,
        price real not null
      );
      create index one on orders (price);
      create index two on orders (price);
      create view prices as select price from orders;
      -- schema-review: ignore pk.serial_not_identity users(id) kept for the old client
      -- schema-review: ignore pk.missing order nobody is called so
    `);
    expect(schemaReview.parse(result)).toEqual(result);
    expect(result.status).toBe('complete');
    expect(result.summary.fixes.cleared).toBe(result.summary.fixes.executed);

    const [index] = find(result, 'fk.unindexed');
    expect(index?.line).toBe(5);
    expect(index?.fix).toMatchObject({
      ddl: ['CREATE INDEX orders_user_id_idx ON public.orders (user_id)'],
      post_ddl_variant: ['CREATE INDEX CONCURRENTLY orders_user_id_idx ON public.orders (user_id)'],
      lock: [{ rel: 'public.orders', mode: 'ShareLock' }],
      rewrites: [],
      verified: 'executed',
      finding_gone: true,
      new_findings: [],
    });
    // Widening a key rewrites both tables; what reads the text alone could not say so.
    expect(find(result, 'pk.int4_overflow')[0]?.fix?.rewrites).toEqual([
      'public.orders',
      'public.users',
    ]);
    // Under a session in UTC the change of type is no rewrite, but rests on what the values mean.
    expect(find(result, 'col.timestamp_no_tz')[0]?.fix).toMatchObject({
      rewrites: [],
      verified: 'data_dependent',
    });
    // A view stands in the way: nothing is proposed, and the engine's answer is told.
    expect(find(result, 'col.float_money')[0]).toMatchObject({
      fix: null,
      fix_rejected: expect.stringContaining('view'),
    });
    expect(result.fix_script?.ddl).toContain('DROP INDEX public.two');
    expect(result.suppressed.map((entry) => entry.reason)).toEqual(['kept for the old client']);
    expect(result.unused_suppressions).toHaveLength(1);
  });

  test('reads placeholders as names, and gives what it makes up the type that a foreign key tells', async () => {
    const result = await reviewOf(`
      alter table teams enable row level security;
      create table :APP_SCHEMA.users (id bigint primary key, team varchar(21) references teams (id));
      create type :APP_SCHEMA.kind as enum ('a');
      create table kinds (kind :APP_SCHEMA.kind primary key default 'a':::APP_SCHEMA.kind, id text default 'x'::TEXT);
      create function :APP_SCHEMA.f() returns int language sql as $$ select count(*)::int from :APP_SCHEMA.users $$;
    `);
    expect(result.input.failed).toEqual([]);
    expect(result.input.repairs.map(({ what }) => what)).toEqual([
      'the placeholder :APP_SCHEMA was read as a name',
    ]);
    expect(result.input.stubs.map((stub) => stub.object)).toContain('table public.teams');
  });

  test('accounts for every statement of a dump, and makes up what it leans on', async () => {
    const result = await reviewOf(`
\\restrict abc
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA app;
CREATE EXTENSION timescaledb;
CREATE TABLE app.orders (id bigint PRIMARY KEY, customer_id integer REFERENCES app.customers (id), place public.geometry(Point, 4326)) TABLESPACE fast;
CREATE TABLE app.customers (id integer PRIMARY KEY, team_id uuid REFERENCES app.teams (id));
ALTER TABLE app.customers OWNER TO bob;
COPY app.customers (id, team_id) FROM stdin;
1	\\N
\\.
CREATE INDEX CONCURRENTLY ON app.orders (customer_id);
CREATE INDEX ON app.orders USING hnsw (place);
CREATE TABLE broken (a int,, b int);
CREATE TABLE app.after (id int PRIMARY KEY, x int);
`);
    expect(result.status).toBe('partial');
    expect(result.input.failed).toEqual([expect.objectContaining({ line: 15, sqlstate: '42601' })]);
    const { statements, applied, skipped, failed } = result.input;
    const asides = skipped.filter((entry) => entry.kind === 'psql' || entry.kind === 'copy-data');
    expect(applied + skipped.length - asides.length + failed.length).toBe(statements);
    const stubs = result.input.stubs.map((stub) => stub.object);
    expect(stubs).toEqual(
      expect.arrayContaining(['role bob', 'table app.teams', 'type public.geometry']),
    );
    expect(
      result.findings.filter(
        (finding) => finding.object.table === 'teams' && finding.id !== 'fk.dangling_target',
      ),
    ).toEqual([]);
    expect(result.coverage.tables).toBe(3);
  });

  test('measures what a later migration does to a table, and is silent about tables it makes itself', async () => {
    const result = await reviewOf(
      'create table t (id bigint generated always as identity primary key, n int, created_at timestamptz);',
      `create index i on t (n);
       alter table t alter column n type bigint;
       alter table t alter column n set not null;
       create table fresh (id bigint primary key, n int);
       create index j on fresh (n);`,
      `drop table fresh;
       create table fresh (id bigint primary key, t bigint references t);
       truncate t cascade;`,
    );
    const [unindexed] = find(result, 'fk.unindexed');
    expect(unindexed).toMatchObject({ file: '3.sql', line: 2, fix: { rewrites: [] } });
    expect(find(result, 'mig.truncate_cascade')[0]?.why).toContain(
      'it empties public.fresh, public.t',
    );
    const migration = result.findings.filter(
      ({ category, file }) => category === 'migration' && file === '2.sql',
    );
    expect(migration.map((finding) => [finding.id, finding.file, finding.line])).toEqual(
      expect.arrayContaining([
        ['mig.index_concurrently', '2.sql', 1],
        ['mig.type_change_rewrite', '2.sql', 2],
        ['mig.set_not_null', '2.sql', 3],
        ['mig.lock_timeout', '2.sql', 1],
      ]),
    );
    expect(migration.every((finding) => finding.object.table === 't')).toBe(true);
    expect(result.migration[1]).toMatchObject({
      rewrites: ['public.t'],
      lock: [{ rel: 'public.t', mode: 'AccessExclusiveLock' }],
    });
  });

  test('stops when it is told to', async () => {
    const abort = new AbortController();
    const running = review(
      { sources: [{ name: 'a', text: 'select 1' }], dialect: null },
      { signal: abort.signal },
    );
    abort.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
  });
});
