import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { queryChecks } from '../../../src/review/query/checks/all.ts';
import { writeQueryMarkdown } from '../../../src/review/query/report/markdown.ts';
import { readQueries } from '../../../src/review/query/script/read-queries.ts';
import { queryReview, type ExplainedQuery } from '../../../src/review/query/review.ts';
import { cases, shop } from './cases.ts';
import { openBench, type Bench } from './engine.ts';

// The engine starts in one to five seconds; a question takes a fifth of one.
jest.setTimeout(60_000);

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const ids = ({ findings }: ExplainedQuery): readonly string[] => findings.map(({ id }) => id);
const ddl = ({ advice }: ExplainedQuery): readonly string[] =>
  advice?.indexes.map((index) => index.ddl) ?? [];

const big = { orders: 50_000_000, customers: 2_000_000 };

describe('each finding', () => {
  // All cases of one size are one review: the schema is loaded four times instead of eighty.
  const found = {
    fires: new Map<number, readonly string[]>(),
    silent: new Map<number, readonly string[]>(),
  };
  beforeAll(async () => {
    for (const rows of new Set(cases.map((one) => one.rows))) {
      for (const side of ['fires', 'silent'] as const) {
        const group = [...cases.entries()].filter(([, one]) => one.rows === rows);
        const owners = group.flatMap(([index, one]) => readQueries(one[side]).map(() => index));
        const text = group.map(([, one]) => one[side]).join(';\n');
        const { queries } = await bench.explain(shop, text, rows);
        if (queries.length !== owners.length) throw new Error('a case was split in another way');
        for (const [at, query] of queries.entries()) {
          const owner = owners[at]!;
          found[side].set(owner, [...(found[side].get(owner) ?? []), ...ids(query)]);
        }
      }
    }
  });

  test.each(cases.map((one, index) => [one.id, index] as const))(
    '%s speaks where it must, and only there (%i)',
    (id, index) => {
      expect(found.fires.get(index)).toContain(id);
      expect(found.silent.get(index)).not.toContain(id);
    },
  );

  test('is covered by a case and has an id of its own', () => {
    const all = queryChecks.map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
  });

  test('stands on its line, in the queries and in the schema', async () => {
    const { queries, schema_findings: inSchema } = await bench.explain(
      `${shop}\n\ncreate view everything as\n  select * from orders;`,
      'select id\nfrom orders\nwhere id = 1\n  and code = 5;\n\ndelete from items',
    );
    expect(queries.map(({ findings }) => findings.map(({ line }) => line))).toEqual([[4], [6]]);
    const line = shop.split('\n').length + 3;
    expect(inSchema).toMatchObject([{ id: 'query.view_select_star', line }]);
  });
});

describe('a plan at 50 million rows', () => {
  test('turns from a sort of everything into the end of an index, thousands of times cheaper', async () => {
    const query = 'select * from orders where customer_id = 42 order by created_at desc limit 20';
    const explained = await bench.one(shop, query, big);
    expect(explained.plan?.shape).toBe('Limit → Sort → Seq Scan on orders');
    expect(explained.plan?.cost).toBeGreaterThan(1_000_000);
    expect(explained.advice).toMatchObject({
      indexes: [
        {
          ddl: 'CREATE INDEX orders_customer_id_created_at_idx ON public.orders (customer_id, created_at DESC)',
          post_ddl:
            'CREATE INDEX CONCURRENTLY orders_customer_id_created_at_idx ON public.orders (customer_id, created_at DESC)',
        },
      ],
      after: { shape: 'Limit → Index Scan on orders using orders_customer_id_created_at_idx' },
    });
    expect(explained.advice?.after.cost).toBeLessThan(200);
    expect(explained.advice?.ratio).toBeGreaterThan(5_000);
  });

  test('says what dominates when the index is there: the next bottleneck', async () => {
    const { plan, advice } = await bench.one(
      `${shop} create index on orders (customer_id);`,
      'select o.id from orders o join customers c on c.id = o.customer_id where c.email = $1',
      big,
    );
    expect(plan?.bottleneck).toMatchObject({ node: 'Seq Scan on customers c' });
    expect(advice?.indexes.map(({ table }) => table)).toEqual(['customers']);
    expect(advice?.after.bottleneck.node).toContain('orders o');
  });

  test('needs an index on each side of a join where neither helps alone', async () => {
    const explained = await bench.one(
      shop,
      "select o.id from orders o join customers c on c.id = o.customer_id where c.email = 'a@b.c'",
      big,
    );
    expect(ddl(explained).toSorted()).toEqual([
      'CREATE INDEX customers_email_idx ON public.customers (email)',
      'CREATE INDEX orders_customer_id_idx ON public.orders (customer_id)',
    ]);
  });

  test('is for an SSD when that is said', async () => {
    const question = [
      shop,
      "select id from orders where created_at > now() - interval '60 days'",
      big,
    ] as const;
    const disk = await bench.explain(...question);
    const ssd = await bench.explain(...question, { randomPageCost: 1.1 });
    expect(ssd.engine.random_page_cost).toBe(1.1);
    expect(ssd.queries[0]?.advice?.after.cost).not.toEqual(disk.queries[0]?.advice?.after.cost);
    expect(ssd.assumptions.join(' ')).toContain('random_page_cost 1.1 (as given)');
  });

  test('takes a column that is named as a reference for one, key or not', async () => {
    const schema = `
      create table users (id uuid primary key);
      create table events (
        id uuid primary key, tenant_id uuid not null, user_id uuid not null, request_id uuid not null,
        kind text, at timestamptz not null);
      create index on events (tenant_id);`;
    const query = 'select * from events where tenant_id = $1 order by at desc limit 100';
    const review = await bench.explain(schema, query, { events: 1_000_000_000, users: 5_000_000 });
    expect(ddl(review.queries[0]!)).toEqual([
      'CREATE INDEX events_tenant_id_at_idx ON public.events (tenant_id, at DESC)',
    ]);
    expect(review.assumptions).toContain('events.tenant_id: 1,000 different values.');
    const joined = await bench.explain(
      schema,
      'select * from events where user_id = $1 and request_id = $2',
      { events: 1_000_000_000, users: 5_000_000 },
    );
    expect(joined.assumptions).toEqual(
      expect.arrayContaining([
        'events.user_id: as many values as users has rows, evenly spread.',
        'events.request_id: one value in ten rows.',
      ]),
    );
  });

  test('does not call fine what is expensive and cannot be helped', async () => {
    const sum = 'select sum(total) from orders';
    const review = await bench.explain(shop, sum, big);
    const said = writeQueryMarkdown(review);
    expect(said).toMatch(/Query 1, line 1: expensive, and no index is recommended \(cost [\d,]+\)/);
    expect(said).toContain('There is nothing in it that an index could serve');
    const untried = {
      ...review,
      queries: review.queries.map((each) => ({ ...each, no_advice: null })),
    };
    expect(writeQueryMarkdown(untried)).toMatch(/Query 1, line 1: expensive \(cost [\d,]+\)/);
    const small = writeQueryMarkdown(await bench.explain(shop, sum, { orders: 1_000 }));
    expect(small).toMatch(/Query 1, line 1: fine at this size/);
  });

  test('tells apart what was given, what was assumed, and what could not be used', async () => {
    const review = await bench.explain(
      shop,
      'select o.id from orders o join customers c on c.id = o.customer_id where status = $1',
      { orders: 50_000_000, nobody: 3 },
      {
        columns: [
          { table: 'orders', column: 'status', distinct: 1_000_000 },
          { table: 'orders', column: 'no', distinct: 1 },
        ],
      },
    );
    expect(review.sizes).toContainEqual(
      expect.objectContaining({ table: 'orders', basis: 'given' }),
    );
    expect(review.sizes).toContainEqual(
      expect.objectContaining({ table: 'customers', rows: 5_000_000, basis: 'assumed' }),
    );
    expect(review.assumptions.join('\n')).toContain('customers 5,000,000');
    expect(review.assumptions.join('\n')).not.toContain('orders.status');
    expect(review.ignored).toEqual([
      'There is no table "nobody" in the schema.',
      'There is no column "orders.no" in the schema.',
    ]);
    expect(review.queries[0]?.advice?.indexes[0]?.ddl).toContain('(status)');
  });
});

describe('an index', () => {
  test.each([
    ['reads a third of the table anyway', "select * from orders where status = 'open'"],
    ['is looked up by its primary key', 'select * from orders where id = 7'],
    ['takes every row', 'select sum(total) from orders'],
    ['is served by what is there', "select id from orders where lower(code) = 'x'"],
    ['is sorted by chance', 'select id from orders order by random() limit 5'],
  ])('is not recommended where the query %s', async (_why, query) => {
    const explained = await bench.one(shop, query, big);
    expect(explained.status).toBe('planned');
    expect(explained.advice).toBeNull();
    expect(explained.no_advice).toMatch(/cost/);
  });

  test('is not recommended when the table is small', async () => {
    const explained = await bench.one(shop, 'select * from orders where customer_id = 4', {
      orders: 200,
    });
    expect(explained.advice).toBeNull();
  });

  test('has equality first, then the order, whichever way the query says it', async () => {
    const explained = await bench.one(
      shop,
      "select id from orders where created_at > now() - interval '1 year' and customer_id = 5 order by created_at limit 10",
      big,
    );
    expect(ddl(explained)).toEqual([
      'CREATE INDEX orders_customer_id_created_at_idx ON public.orders (customer_id, created_at)',
    ]);
  });

  test('is partial for a work queue: the few rows that wait, in their order', async () => {
    const explained = await bench.one(
      'create table jobs (id bigint primary key, done_at timestamptz, run_at timestamptz not null)',
      'select id from jobs where done_at is null order by run_at limit 10',
      { jobs: 20_000_000 },
      { columns: [{ table: 'jobs', column: 'done_at', nullFraction: 0.0001 }] },
    );
    expect(ddl(explained)).toEqual([
      'CREATE INDEX jobs_run_at_partial_idx ON public.jobs (run_at) WHERE done_at IS NULL',
    ]);
  });

  test('is on the expression that the query compares, if that is immutable', async () => {
    const upper = await bench.one(shop, 'select id from customers where lower(email) = $1', big);
    expect(ddl(upper)).toEqual([
      'CREATE INDEX customers_lower_email_idx ON public.customers ((lower(email)))',
    ]);
    const day = await bench.one(
      shop,
      "select id from orders where created_at::date = '2026-01-01'",
      big,
    );
    expect(day.advice).toBeNull();
  });

  test('of trigrams is tried only where the extension is there', async () => {
    const query = "select id from customers where name like '%smith%'";
    expect((await bench.one(shop, query, big)).advice).toBeNull();
    const explained = await bench.one(`create extension pg_trgm; ${shop}`, query, big);
    expect(ddl(explained)[0]).toContain('USING gin (name gin_trgm_ops)');
  });

  test('serves each arm of an OR, and documents', async () => {
    const either = await bench.one(
      shop,
      "select id from customers where email = 'a' or name = 'b'",
      big,
    );
    expect(either.advice?.after.shape).toContain('BitmapOr');
    const inside = await bench.one(
      'create table events (id bigint primary key, data jsonb not null)',
      `select id from events where data @> '{"a": 1}'`,
      { events: 10_000_000 },
      // The planner takes 1 % of the rows for any document: not few enough to be fetched from a disk one by one.
      { randomPageCost: 1.1 },
    );
    expect(ddl(inside)).toEqual([
      'CREATE INDEX events_data_idx ON public.events USING gin (data jsonb_path_ops)',
    ]);
  });

  test('reaches the partitions of a table', async () => {
    const explained = await bench.one(
      `create table events (id bigint not null, tenant_id bigint not null, at timestamptz not null) partition by range (at);
       create table events_1 partition of events for values from ('2026-01-01') to ('2026-07-01');
       create table events_2 partition of events for values from ('2026-07-01') to ('2027-01-01');`,
      'select id from events where tenant_id = 5',
      { events: 100_000_000 },
    );
    expect(ddl(explained)).toEqual([
      'CREATE INDEX events_tenant_id_idx ON public.events (tenant_id)',
    ]);
    expect(explained.advice?.indexes[0]?.post_ddl).not.toContain('CONCURRENTLY');
    expect(explained.advice?.after.shape).not.toContain('Seq Scan');
  });
});

describe('paging by OFFSET', () => {
  test('comes with the same page asked for by key, planned', async () => {
    const { rewrite } = await bench.one(
      shop,
      'select * from orders o where status = $1 or total > 5 order by created_at desc limit 20 offset 500000',
      big,
    );
    expect(rewrite?.sql).toBe(
      'select * from orders o WHERE (status = $1 or total > 5) AND (o.created_at, o.id) < ($2, $3) ORDER BY o.created_at DESC, o.id DESC limit 20',
    );
    expect(rewrite?.ratio).toBeGreaterThan(100);
  });

  test.each([
    [
      'rows are grouped',
      'select customer_id, count(*) from orders group by 1 order by 1 offset 5000',
    ],
    [
      'the order has two directions',
      'select id from orders order by created_at, id desc limit 5 offset 5000',
    ],
    [
      'a sorted column may be NULL',
      'select id from orders order by deleted_at limit 5 offset 5000',
    ],
    ['there is no order', 'select id from orders limit 5 offset 5000'],
  ])('is left alone where %s', async (_why, query) => {
    expect((await bench.one(shop, query, big)).rewrite).toBeNull();
  });
});

describe('a review', () => {
  test('without row counts says that its plans are of empty tables', async () => {
    const review = await bench.explain(shop, 'select id from orders where customer_id = 1');
    expect(review).toMatchObject({ sized: false, sizes: [], status: 'complete' });
    expect(review.queries[0]).toMatchObject({ status: 'planned', advice: null, findings: [] });
    expect(writeQueryMarkdown(review)).toContain('no row counts were given');
  });

  test('is plain data, fits its contract, and speaks in ratios', async () => {
    const review = await bench.explain(
      shop,
      'select * from orders where customer_id = :id order by created_at desc limit :n; drop table orders',
      big,
    );
    expect(queryReview.parse(JSON.parse(JSON.stringify(review)))).toEqual(review);
    expect(review.status).toBe('partial');
    expect(review.queries[1]).toMatchObject({ status: 'refused', plan: null });
    const text = writeQueryMarkdown(review);
    expect(text).toMatch(/\| now \| [\d,]+ \| Limit → Sort → Seq Scan on orders \|/);
    expect(text).toContain('CREATE INDEX CONCURRENTLY orders_customer_id_created_at_idx');
    expect(text).toContain('LIMIT 20 (it is a parameter)');
    expect(text).not.toMatch(/\d ms\b/);
  });

  test('lists the indexes of all queries once, and those that another one contains', async () => {
    const { indexes } = await bench.explain(
      shop,
      `select * from orders where customer_id = 1 order by created_at desc limit 5;
       select * from orders where customer_id = 2 order by created_at desc limit 9;
       select count(*) from orders where customer_id = 3`,
      big,
    );
    expect(indexes).toMatchObject([
      { queries: [1, 2], contained_in: null },
      { queries: [3], contained_in: expect.stringContaining('(customer_id, created_at DESC)') },
    ]);
  });

  test('gives two indexes two names', async () => {
    const { indexes } = await bench.explain(
      shop,
      `select * from orders order by created_at limit 5; select * from orders where day = '2026-01-01' order by total limit 5;
       select * from orders where status = 'open' order by total limit 5; select * from orders where status = 'paid' order by total limit 5`,
      big,
    );
    const names = indexes.map(({ post_ddl: sql }) => / (\S+) ON /.exec(sql)?.[1]);
    expect(names.length).toBeGreaterThan(2);
    expect(new Set(names).size).toBe(names.length);
  });

  test('says of another database’s schema that the plan is PostgreSQL’s', async () => {
    const review = await bench.explain(
      'CREATE TABLE `users` (`id` int unsigned NOT NULL AUTO_INCREMENT, `email` varchar(255), `active` tinyint(1), PRIMARY KEY (`id`)) ENGINE=InnoDB;',
      "select id from users where email = 'a' and active = true",
      { users: 10_000_000 },
    );
    expect(review.schema.dialect).toBe('mysql');
    expect(review.assumptions[0]).toContain('not PostgreSQL’s');
    expect(review.queries[0]?.advice?.indexes.every(({ ddl: sql }) => !sql.includes('WHERE'))).toBe(
      true,
    );
  });

  test('finds tables wherever they live', async () => {
    const explained = await bench.one(
      'create schema app; create table app.users (id bigint primary key, email text not null)',
      'select id from users where email = $1',
      { users: 5_000_000 },
    );
    expect(ddl(explained)).toEqual(['CREATE INDEX users_email_idx ON app.users (email)']);
  });
});
