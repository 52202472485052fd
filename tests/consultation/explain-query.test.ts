import { expect, test } from '@jest/globals';
import { createExplainQueryTool } from '../../src/consultation/tools/explain-query.ts';
import { createExecuted } from '../../src/consultation/verify/executed.ts';
import type { FileRef } from '../../src/core/message.ts';
import type { ToolResult } from '../../src/core/tool.ts';
import {
  createQueryExplainer,
  type ExplainRequest,
} from '../../src/review/query/explain-queries.ts';
import type { QueryReview } from '../../src/review/query/review.ts';
import { aFile, aThread, filesOf } from './builders.ts';

const aReview: QueryReview = {
  status: 'complete',
  reason: null,
  engine: { name: 'PostgreSQL (PGlite)', version: '18.6', random_page_cost: 4 },
  schema: { dialect: 'postgres', dialect_note: '', tables: 1, failed: [], stubs: [] },
  sized: true,
  sizes: [{ table: 'orders', rows: 50_000_000, basis: 'given', megabytes: 6_000 }],
  queries: [],
  indexes: [],
  schema_findings: [],
  assumptions: ['orders.status: 10 different values.'],
  ignored: [],
  summary: {
    by_severity: { error: 0, warn: 0, info: 0 },
    candidates: 0,
    explains: 1,
    peak_rss_bytes: null,
  },
};

async function explain(
  input: unknown,
  review: Partial<QueryReview> = {},
): Promise<{ readonly result: ToolResult; readonly asked: readonly ExplainRequest[] }> {
  const asked: ExplainRequest[] = [];
  const tool = createExplainQueryTool(async (request) => {
    asked.push(request);
    return { ...aReview, ...review };
  });
  const { signal } = new AbortController();
  const reader = filesOf({ 'shop.sql': 'create table orders (id bigint primary key)' });
  const readFile = (file: FileRef) => reader.read(file, signal);
  const result = await tool.run(input, {
    thread: aThread,
    files: [aFile('shop.sql')],
    readFile,
    signal,
  });
  return { result, asked };
}

test('plans queries on a shared schema at the sizes that people stated', async () => {
  const { result, asked } = await explain({
    queries: 'select 1 from orders',
    file: 'shop.sql',
    rows: 'orders=50M',
    columns: [{ table: 'orders', column: 'status', distinct: 3, null_fraction: 0.5 }],
    random_page_cost: 1.1,
  });
  expect(asked).toEqual([
    {
      sources: [
        {
          name: 'shop.sql',
          text: 'create table orders (id bigint primary key)',
          truncatedBytes: 0,
        },
      ],
      dialect: null,
      queries: 'select 1 from orders',
      rows: { orders: 50_000_000 },
      columns: [{ table: 'orders', column: 'status', distinct: 3, nullFraction: 0.5 }],
      randomPageCost: 1.1,
    },
  ]);
  expect(result).toMatchObject({
    ok: true,
    content: expect.stringContaining('orders.status: 10 different values.'),
    evidence: [{ by: 'explain_query', summary: expect.stringContaining('orders 50,000,000 rows') }],
  });
});

test('does not call verified what was planned on empty tables', async () => {
  const { result } = await explain(
    { queries: 'select 1', schema: 'create table t ()' },
    { sized: false },
  );
  expect(result).toMatchObject({ ok: true, evidence: [{ verdict: 'unverified' }] });
});

test.each([
  [{ queries: 'select 1' }, /either file or schema/],
  [{ queries: 'select 1', file: 'shop.sql', schema: 'create table t ()' }, /either file or schema/],
  [{ queries: 'select 1', file: 'other.sql' }, /There is no file "other.sql".*shop.sql/],
  [{ queries: 'select 1', file: 'shop.sql', rows: 'lots' }, /cannot read row counts/],
  [{ queries: 'select 1', file: 'shop.sql', analyze: true }, /does not fit/],
])('answers %j with what to do instead, and plans nothing', async (input, said) => {
  const { result, asked } = await explain(input);
  expect(result).toEqual({ ok: false, content: expect.stringMatching(said) });
  expect(asked).toEqual([]);
});

test('hands on why nothing can be concluded', async () => {
  const { result } = await explain(
    { queries: 'select 1', schema: 'create table t ()' },
    { status: 'aborted', reason: 'It ran for more than 30 s and was stopped.' },
  );
  expect(result).toEqual({ ok: false, content: expect.stringContaining('more than 30 s') });
});

test('says that it waits, and of a schema whose end was too much to read that it was, and reads it by its name all the same', async () => {
  const sources: unknown[] = [];
  const statuses: string[] = [];
  const explainer = createQueryExplainer({
    run: async ({ input }, { onWaiting }) => {
      sources.push(input);
      onWaiting?.(2);
      return { kind: 'crashed', why: '', note: null };
    },
  });
  const { signal } = new AbortController();
  const result = await createExplainQueryTool(explainer).run(
    { queries: 'select 1 from orders', file: 'schema.rb' },
    {
      thread: aThread,
      files: [aFile('schema.rb')],
      readFile: async () => ({ kind: 'text', text: 'create_table', truncatedBytes: 5_000 }),
      status: (text) => void statuses.push(text),
      signal,
    },
  );
  expect(statuses).toEqual(['Waiting in line: 2 other reviews go first']);
  expect(sources).toMatchObject([{ sources: [{ name: 'schema.rb', text: 'create_table' }] }]);
  expect(result).toEqual({
    ok: false,
    content: expect.stringContaining(
      'crashed on it. Not reviewed, since it was too much to read: the last 5 KB of schema.rb.',
    ),
  });
});

test('vouches for the indexes that it built, not for the queries that it only planned', () => {
  const content = [
    '```sql\ndelete from orders\n```',
    '```sql\nCREATE INDEX CONCURRENTLY i ON public.orders (a); -- equality on a\n```',
  ].join('\n');
  const executed = createExecuted(() => [
    { name: 'explain_query', input: {}, result: { ok: true, content } },
  ]);
  expect(executed.find('create index concurrently i on public.orders (a);')).toMatchObject({
    verdict: 'passed',
    by: 'explain_query',
  });
  expect(executed.find('delete from orders')).toBeNull();
  expect(
    executed.find('create index concurrently i on public.orders (a); delete from orders'),
  ).toBeNull();
});
