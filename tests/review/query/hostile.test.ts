import { access } from 'node:fs/promises';
import { expect, jest, test } from '@jest/globals';
import { createQueryExplainer } from '../../../src/review/query/explain-queries.ts';
import { queryLimits } from '../../../src/review/query/limits.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';

// Each attempt starts a child and an engine: two to eight seconds on a busy machine.
jest.setTimeout(120_000);

const explain = createQueryExplainer(createSandbox({ places: 2 }), {
  ...queryLimits,
  stepMs: 3_000,
});
const { signal } = new AbortController();

const schema = `
  create table orders (id bigint primary key, code text);
  create function endless() returns bigint language plpgsql immutable as
    $$ begin loop end loop; end $$;`;

test('takes hostile queries: what hangs while it is planned costs itself', async () => {
  const queries = [
    'select code from orders where id = endless()',
    `select ${'('.repeat(5_000)}1${')'.repeat(5_000)}`,
    `select ${Array.from({ length: 300 }, (_, n) => `id = ${n}`).join(' or ')} from orders`,
    `select ${'id + '.repeat(3_000)} 1 from orders`,
    'explain (analyze, buffers) select pg_sleep(60)',
    "copy orders from program 'touch /tmp/architect-explain-was-here'",
    "select pg_read_file('/etc/hostname')",
    "select 'a'; do $$ begin loop end loop; end $$",
    'select * into copied from orders',
    'select code from orders where code = $1',
  ];
  const review = await explain(
    {
      sources: [{ name: 's.sql', text: schema }],
      dialect: null,
      queries: queries.join(';\n'),
      rows: { orders: 9e7 },
    },
    { signal },
  );
  expect(review.status).toBe('partial');
  const by = (start: string) => review.queries.find(({ text }) => text.startsWith(start));
  expect(by('select code from orders where id = endless()')).toMatchObject({
    status: 'refused',
    reason: 'It ran for more than 3 s and was stopped.',
  });
  expect(by('copy')).toMatchObject({ status: 'refused', plan: null });
  expect(by('do')).toMatchObject({ status: 'read', plan: null });
  expect(by('select * into')).toMatchObject({ status: 'refused' });
  // Planned, never executed: it would sleep for a minute, and read a file.
  expect(by('explain')).toMatchObject({
    status: 'planned',
    sql: expect.stringContaining('pg_sleep'),
  });
  expect(JSON.stringify(by('select pg_read_file'))).not.toContain(
    (await import('node:os')).hostname(),
  );
  expect(by('select code from orders where code = $1')?.advice?.indexes[0]?.ddl).toBe(
    'CREATE INDEX orders_code_idx ON public.orders (code)',
  );
  await expect(access('/tmp/architect-explain-was-here')).rejects.toThrow('ENOENT');
});

test.each([
  [
    'is too much text',
    `select 1 -- ${'x'.repeat(queryLimits.queryBytes)}`,
    /The queries are 0.1 MB/,
  ],
  ['is too many queries', 'select 1;'.repeat(queryLimits.queries + 1), /up to 20 at once/],
  ['is nothing', ' ; -- nothing', /no query/],
])('answers with a sentence when it %s', async (_what, queries, reason) => {
  const review = await explain(
    { sources: [{ name: 's.sql', text: schema }], dialect: null, queries, rows: {} },
    { signal },
  );
  expect(review).toMatchObject({ status: 'aborted', queries: [] });
  expect(review.reason).toMatch(reason);
});

test('is over when the person has left', async () => {
  const left = AbortSignal.abort();
  const asked = explain(
    { sources: [], dialect: null, queries: 'select 1', rows: {} },
    { signal: left },
  );
  await expect(asked).rejects.toBeDefined();
});
