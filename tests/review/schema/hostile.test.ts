import { describe, expect, jest, test } from '@jest/globals';
import { access } from 'node:fs/promises';
import { createSchemaReviewer } from '../../../src/review/schema/review-schema.ts';
import type { SchemaReview } from '../../../src/review/schema/review.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';

// What kills a child costs a new one: two to five seconds on a busy machine.
jest.setTimeout(90_000);

/** Short: what hangs here would hang for ever. */
const limits = { wallMs: 30_000, stepMs: 2_500, rssBytes: 900_000_000 };
const review = createSchemaReviewer(createSandbox({ places: 2 }), limits);

async function reviewOf(text: string): Promise<SchemaReview> {
  const signal = new AbortController().signal;
  return review({ sources: [{ name: 'hostile.sql', text }], dialect: null }, { signal });
}

const good = `
  create table a (id bigint primary key, created_at timestamptz);
  create table b (id bigint primary key, a_id bigint not null references a (id) on delete cascade);`;

/** The rest of the script was reviewed as if the hostile part were not there. */
function expectTheRest(result: SchemaReview): void {
  expect(result.findings.filter((finding) => finding.id === 'fk.unindexed')).toHaveLength(1);
  expect(result.coverage.canary_ok).toBe(true);
}

describe('a hostile script', () => {
  // One review for all of it: each child that dies costs a new one.
  test('costs what it does and no more: loops, memory, programs, files and false names', async () => {
    const mark = '/tmp/architect-was-here';
    const result = await reviewOf(`${good}
      do $$ begin loop end loop; end $$;
      -- Postgres computes the predicate's immutable function while it makes the index; the one before it runs with it.
      create function f() returns int language plpgsql immutable as $$ begin loop end loop; end $$;
      create index on a (created_at); create index on a (id) where id > f();
      do $$ declare s text[]; begin loop s := s || repeat('x', 100000000); end loop; end $$;

      copy a from program 'touch ${mark}';
      copy a to '${mark}';
      copy a from stdin;
      -- COPY is left out by its parse tree; in a DO block nobody sees it, and from stdin it would never end.
      do $$ begin execute 'copy a from stdin'; end $$;
      do $$ begin execute 'copy (select 1) to ''${mark}'''; end $$;
      create table c (x text default pg_read_file('/etc/hostname') primary key, y text);
      do $$ begin raise exception '%', pg_read_file('/etc/passwd'); end $$;
      do $$ begin perform lo_import('/etc/passwd'); end $$;
      create function evil() returns int language c as '/lib/x86_64-linux-gnu/libc.so.6', 'system';
      load '/etc/passwd';
      alter system set shared_preload_libraries = 'evil';
      drop database postgres;
      select pg_terminate_backend(pg_backend_pid());

      create schema pg_fake;
      create function public.current_setting(text) returns text language sql as $$ select 'lie' $$;
      do $$ begin execute 'set search_path = public, pg_catalog'; execute 'set enable_seqscan = off'; end $$;
      create view public.pg_class as select 1 as oid;
    `);
    expect(result.status).toBe('partial');
    const stopped = result.input.failed.filter(({ sqlstate }) => sqlstate === '57014');
    expect(stopped.map(({ line }) => line)).toEqual([4, 7, 8]);
    for (const { message } of stopped) {
      expect(message).toMatch(/more than 2.5 s and was stopped|0.9 GB of memory|crashed/);
    }
    expect(JSON.stringify(result.findings)).not.toContain('PostgreSQL says: It ran');
    expect(JSON.stringify(result)).not.toContain('root:');
    await expect(access(mark)).rejects.toMatchObject({ code: 'ENOENT' });
    // What is there is asked of the true catalog: a, b and c.
    expect(result.coverage.tables).toBe(3);
    expectTheRest(result);
  });

  test('that nests deeply is refused where the parser or the engine ends, and the rest is reviewed', async () => {
    const deep = `${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    const long = Array.from({ length: 50_000 }, () => '1').join(' + ');
    const result = await reviewOf(`${good}
      create table nested (x int default ${deep});
      create table json (x jsonb default '${'['.repeat(50_000)}${']'.repeat(50_000)}');
      create table comment (x int /* ${'/* '.repeat(5_000)} ${' */'.repeat(5_000)} */);
      create table summed (x int check (x > ${long}));
    `);
    expectTheRest(result);
    for (const { message } of result.input.failed) expect(message).not.toBe('');
  });

  test('that keeps killing the engine ends in an aborted review, never in "nothing found"', async () => {
    const kill = `do $$ begin execute 'copy a from program ''true'''; end $$;\n`;
    const result = await reviewOf(`${good}\n${kill.repeat(5)}`);
    expect(result).toMatchObject({
      status: 'aborted',
      reason: expect.stringMatching(/crashed|stopped/),
      findings: [],
      coverage: { checks_run: [], canary_ok: false },
    });
  });

  test('that is too many statements or too big is refused before anything runs', async () => {
    expect(await reviewOf('select 1;'.repeat(4_001))).toMatchObject({
      status: 'aborted',
      reason: 'It has 4001 statements; I review up to 4,000 at once.',
      coverage: { canary_ok: false, checks_run: [] },
    });
    expect(await reviewOf('x'.repeat(2_000_001))).toMatchObject({
      status: 'aborted',
      reason: 'It is 2.0 MB; I review up to 2.0 MB at once.',
    });
  });
});
