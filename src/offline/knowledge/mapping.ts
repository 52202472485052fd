import type { Topic } from './topic.ts';

export const mapping: readonly Topic[] = [
  {
    id: 'orm',
    title: 'ORM, query builder or SQL',
    rule: 'An ORM for loading and saving single things with their rules; SQL for reports, bulk changes and hot paths; both in one code base are fine. Whoever uses one reads the statements it sends.',
    cues: [
      'orm ',
      'orms ',
      'hibernate',
      'entity framework',
      'ef core',
      'sqlalchemy',
      'typeorm',
      'sequelize',
      'activerecord',
      'active record',
      'prisma',
      'jooq',
      'query builder',
      'dapper',
      'raw sql',
      'stored procedure',
    ],
    checklist: [
      'The statements of one request can be seen in development, and a test counts those of the busiest page.',
      'Lists name what they load: nothing is fetched lazily while a page is being written.',
      'Bulk changes are one statement, not a loop over objects.',
      'Migrations are written or read by people; the ORM changes no schema in production by itself.',
      'Entities stay inside: what the API answers is a shape of its own.',
    ],
    patterns: [
      {
        name: 'ORM with a unit of work',
        when: 'Rich rules, writes of whole aggregates',
        costs: 'Hidden statements; its own caching to know',
      },
      {
        name: 'Query builder or mapper (jOOQ, Dapper)',
        when: 'SQL is known in the team',
        costs: 'Relations by hand',
      },
      {
        name: 'SQL for reads, ORM for writes',
        when: 'Pages that join many tables',
        costs: 'Two ways to keep in step',
      },
    ],
    questions: [
      {
        ask: 'Which pages or jobs are slow today, and what statements do they send?',
        assume: 'not looked at yet',
      },
    ],
    sources: [
      'Martin Fowler, “OrmHate” and Patterns of Enterprise Application Architecture',
      'Vlad Mihalcea, High-Performance Java Persistence',
    ],
  },
];
