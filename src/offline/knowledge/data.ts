import type { Topic } from './topic.ts';

export const data: readonly Topic[] = [
  {
    id: 'schema-design',
    title: 'Schema design',
    cues: [
      'schema',
      'table',
      'normali',
      'foreign key',
      'primary key',
      'uuid',
      'erd',
      'data model',
      'jsonb',
      'soft delete',
    ],
    checklist: [
      'Every table has a primary key, and every rule that the business relies on is a constraint.',
      'Foreign keys are declared and have an index on their side.',
      'Times carry their zone, money is exact, text has a limit only where the business has one.',
      'What is asked for together stands together; JSON holds what is never joined or constrained.',
      'Rows that end (soft delete, retention) do not break uniqueness.',
    ],
    patterns: [
      { name: 'Normalise first', when: 'Almost always', costs: 'Joins, which indexes make cheap' },
      {
        name: 'Copy for reading',
        when: 'A measured query needs it',
        costs: 'A second truth to keep in step',
      },
    ],
    questions: [
      { ask: 'How many rows will the largest tables have in a year?', assume: 'below ten million' },
      { ask: 'Which three queries run most?', assume: 'look-up by id, list by owner and time' },
    ],
    sources: [
      'PostgreSQL documentation, “Constraints” and “Indexes”',
      'Bill Karwin, SQL Antipatterns',
    ],
  },
  {
    id: 'indexing',
    title: 'Indexes and slow queries',
    cues: ['index', 'slow query', 'explain', 'query plan', 'seq scan', 'full scan', 'n+1', 'orm'],
    checklist: [
      'The plan was looked at with the real row counts.',
      'An index has the columns of equality first, then the range or the order.',
      'Columns that are compared have the same type, and no function stands around them.',
      'What is never used is dropped: each index costs on every write.',
      'A list loads its parts in one query, not in one for each element.',
    ],
    patterns: [
      {
        name: 'Composite index',
        when: 'Equality and order in one query',
        costs: 'Its order serves one kind of query',
      },
      {
        name: 'Partial index',
        when: 'Queries ask for a small, fixed part',
        costs: 'The condition must be written in the query',
      },
      { name: 'Covering index (INCLUDE)', when: 'Few columns, read often', costs: 'Size' },
    ],
    questions: [
      {
        ask: 'Which query, how many rows, and what does EXPLAIN (ANALYZE, BUFFERS) say?',
        assume: 'nothing measured yet',
      },
    ],
    sources: [
      'Markus Winand, SQL Performance Explained',
      'PostgreSQL documentation, “Using EXPLAIN”',
    ],
  },
  {
    id: 'migrations',
    title: 'Changing a schema while it runs',
    cues: [
      'migration',
      'migrate',
      'alter table',
      'zero downtime',
      'backfill',
      'expand and contract',
      'rename column',
      'lock',
    ],
    checklist: [
      'Old and new code both run on the schema of each step.',
      'A lock on a busy table is short: `lock_timeout` is set, constraints come `NOT VALID` and are validated after.',
      'Indexes are built `CONCURRENTLY`.',
      'Data is filled in batches that can stop and go on.',
      'Each step has a way back, and the last one (the drop) waits until nothing reads it.',
    ],
    patterns: [
      {
        name: 'Expand and contract',
        when: 'Anything but an added nullable column',
        costs: 'Several deploys',
      },
      {
        name: 'Shadow column or table with dual writes',
        when: 'Changed types, split tables',
        costs: 'Code that is thrown away, a comparison',
      },
    ],
    questions: [
      {
        ask: 'How large are the tables, and how many writes a second do they take?',
        assume: 'ten million rows, a hundred writes a second',
      },
      { ask: 'How long may a write wait?', assume: 'below a second' },
    ],
    sources: [
      'PostgreSQL documentation, “Explicit Locking”',
      'Martin Fowler, “Parallel Change”',
      'Strong Migrations, README',
    ],
  },
];
