import { text, toolUse } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

const schema = `create table customers (id bigint primary key);
create table orders (
  id bigint primary key,
  customer_id bigint not null references customers (id),
  created_at timestamptz not null
);
`;
const ddl = (type: string) => `Keep parcels in their own table.

\`\`\`sql
CREATE TABLE parcels (id ${type} PRIMARY KEY);
\`\`\``;
const query = 'select * from orders where customer_id = $1 order by created_at desc limit 20';

export const dataCases: readonly EvalCase[] = [
  {
    id: 'data-broken-ddl-mended',
    concern: 'data',
    title: 'DDL that does not run goes back with the engine’s words, and comes mended',
    heavy: true,
    scriptOnly: true,
    acts: [{ say: 'ask schema-reviewer: a table for parcels?' }],
    model: [[text(ddl('bigin'))], [text(ddl('bigint'))]],
    expect: {
      agent: 'schema-reviewer',
      says: [/bigint PRIMARY KEY/],
      never: [/bigin PRIMARY/, /not verified/i],
      told: [/bigin does not exist/],
      evidence: [
        { subject: /DDL/, verdict: 'passed', summary: /executed/ },
        { subject: /Corrections/, verdict: 'passed' },
      ],
    },
  },
  {
    id: 'data-index-proven',
    concern: 'data',
    title: 'An index is recommended only after the planner took it',
    heavy: true,
    acts: [
      {
        say: 'ask schema-reviewer: which index does this need, with orders at 50M rows? `select * from orders where customer_id = $1 order by created_at desc limit 20`',
        files: [{ name: 'schema.sql', content: schema }],
      },
    ],
    model: [
      [
        toolUse('explain_query', {
          queries: query,
          file: 'schema.sql',
          rows: 'orders=50M, customers=200k',
        }),
      ],
      [
        text(
          'One on `(customer_id, created_at DESC)`: the planner then reads no more than it shows.',
        ),
      ],
    ],
    expect: {
      asks: 'none',
      tools: ['explain_query'],
      says: [/customer_id, created_at/],
      told: [/CREATE INDEX CONCURRENTLY[^;]*customer_id/i],
    },
    rubric: ['Recommends no index that explain_query did not show to help.'],
  },
  {
    id: 'data-schema-follow-up',
    concern: 'data',
    title: 'A later question is answered on the schema that was shared before',
    acts: [
      {
        say: 'ask schema-reviewer: what do you think of this?',
        files: [{ name: 'schema.sql', content: schema }],
      },
      { say: 'and which column points at the customers?' },
    ],
    model: [
      [text('It is sound; `orders` lacks an index on its reference.')],
      [toolUse('read_file', { file: 'schema.sql' })],
      [text('`orders.customer_id`, at schema.sql:4.')],
    ],
    expect: {
      agent: 'schema-reviewer',
      tools: ['read_file'],
      says: [/customer_id/, /schema\.sql/],
      never: [/not verified/i],
      told: [/customer_id bigint not null/],
    },
    rubric: ['Judges keys, types and normal form, not only names.'],
  },
  {
    id: 'data-line-that-is-not-there',
    concern: 'data',
    title: 'A line beyond the end of a file is marked',
    scriptOnly: true,
    acts: [
      {
        say: 'ask schema-reviewer: is the reference fine?',
        files: [{ name: 'schema.sql', content: schema }],
      },
    ],
    model: [[text('Yes, see schema.sql:99.')]],
    expect: {
      says: [/schema\.sql:99[^\n]{0,20}not verified/i],
      told: [/schema\.sql has \d lines/],
    },
    rubric: ['Cites the line on which the reference really stands.'],
  },
  {
    id: 'data-growth',
    concern: 'data',
    title: 'The size of a table is computed from what was stated',
    acts: [
      {
        say: 'ask schema-reviewer: 2,000,000 rows a day of 250 bytes, kept 90 days, one replica. How large does the table get?',
      },
    ],
    model: [
      [
        toolUse('estimate_capacity', {
          calculations: [
            {
              kind: 'storage',
              items_per_day: 2_000_000,
              bytes_per_item: 250,
              retention_days: 90,
              copies: 2,
            },
          ],
        }),
      ],
      [text('On disk it is 135 GB with both copies and half as much again for indexes.')],
    ],
    expect: {
      asks: 'none',
      tools: ['estimate_capacity'],
      numbers: [{ what: 'on disk', pattern: /([\d.,]+) GB/, value: 135, tolerance: 0.01 }],
      never: [/not verified/i],
    },
  },
  {
    id: 'data-migration-steps',
    concern: 'data',
    title: 'A column is added to a big table in steps, each with its way back',
    acts: [{ say: 'ask schema-reviewer: a mandatory column on a table that is never idle?' }],
    model: [
      [text('Add it nullable, backfill in batches, validate a constraint, then require it.')],
    ],
    expect: { agent: 'schema-reviewer', asks: 'none', says: [/nullable/, /batches/, /validate/] },
    rubric: ['Names the lock of each step.', 'Gives the way back for each step.'],
  },
  {
    id: 'data-kind-of-store',
    concern: 'data',
    title: 'The kind of store follows from how it is read and written',
    acts: [{ say: 'ask schema-reviewer: sensor readings, relational or not?' }],
    model: [
      [
        text(
          'Relational, partitioned by time, until one primary cannot take the writes; then shard by sensor.',
        ),
      ],
    ],
    expect: { asks: 'none', says: [/partition/] },
    rubric: ['Ties the choice to the access pattern.', 'Says what is given up without SQL.'],
  },
  {
    id: 'data-bare-statement-offline',
    concern: 'data',
    title: 'A statement in the middle of a sentence is reviewed without the sentence',
    offline: true,
    heavy: true,
    acts: [{ say: 'is this fine? create table orders (id serial, total float); thanks' }],
    model: [],
    expect: {
      says: [/no primary key/, /No language model took part/],
      never: [/syntax error/],
      budget: { usd: 0, tokens: 0 },
    },
  },
  {
    id: 'data-short-answer-offline',
    concern: 'data',
    title: 'Without a model a usual question gets what to do and when not to, first',
    offline: true,
    acts: [
      { say: 'ask schema-reviewer: soft delete or hard delete for our customers?' },
      { say: 'ok, thanks!' },
    ],
    model: [],
    expect: {
      says: [/In short:[^\n]*unique indexes partial/, /You are welcome/],
      never: [/I found nothing/],
      budget: { usd: 0, tokens: 0 },
    },
  },
];
