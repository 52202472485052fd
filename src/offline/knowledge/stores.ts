import type { Topic } from './topic.ts';

export const stores: readonly Topic[] = [
  {
    id: 'datastore',
    title: 'Choosing a datastore',
    cues: [
      'which database',
      'choose a database',
      'nosql',
      'mongodb',
      'dynamodb',
      'cassandra',
      'postgres or',
      'mysql or',
      'datastore',
      'elasticsearch',
      'time series',
      'vector database',
    ],
    checklist: [
      'The choice follows from the questions that are asked of the data, not from its shape.',
      'One boring relational database is beaten by a number, not by a feeling.',
      'A second store has an owner, a backup that was restored, and a way to be rebuilt from the first.',
      'Transactions, secondary indexes and schema changes were compared, not only reads a second.',
    ],
    patterns: [
      {
        name: 'Relational',
        when: 'Rules between records, changing questions',
        costs: 'One writer node; sharding is work',
      },
      {
        name: 'Key-value or wide column',
        when: 'Known keys, very many writes',
        costs: 'Queries are designed beforehand; no joins',
      },
      {
        name: 'Search index beside it',
        when: 'Full text, facets',
        costs: 'Lag, and a second truth',
      },
    ],
    questions: [
      {
        ask: 'Reads and writes a second at the peak, and the size in a year?',
        assume: 'below 5,000 a second and 500 GB: one relational server',
      },
      { ask: 'Which reads must see the newest write?', assume: 'a user’s own' },
    ],
    sources: ['Martin Kleppmann, Designing Data-Intensive Applications', 'Jepsen, analyses'],
  },
  {
    id: 'partitioning',
    title: 'Replicas, partitions, shards',
    cues: [
      'shard',
      'sharding',
      'replica',
      'replication',
      'partition',
      'read replica',
      'multi-region',
      'hot spot',
      'hot key',
      'scale the database',
    ],
    checklist: [
      'Reads that bear a lag go to replicas, and the lag is measured.',
      'The key spreads the load and stands in nearly every query.',
      'Old data leaves by dropping a partition, not by deleting rows.',
      'Moving a shard has been tried before it is needed.',
      'A query that needs all shards is known and rare.',
    ],
    patterns: [
      {
        name: 'Read replicas',
        when: 'Reads dominate, seconds of lag are fine',
        costs: 'Stale reads; writes do not scale',
      },
      {
        name: 'Partitioning by time',
        when: 'Logs, events, retention',
        costs: 'Keys must contain the time',
      },
      {
        name: 'Sharding by tenant',
        when: 'Writes pass one machine, tenants are apart',
        costs: 'Cross-tenant queries, uneven tenants',
      },
    ],
    questions: [
      {
        ask: 'Is it reads, writes or size that grows past one machine, and when?',
        assume: 'reads, within a year',
      },
      { ask: 'How large is the largest tenant?', assume: 'below a tenth of all' },
    ],
    sources: [
      'PostgreSQL documentation, “Table Partitioning” and “High Availability”',
      'Martin Kleppmann, Designing Data-Intensive Applications',
    ],
  },
  {
    id: 'multi-tenancy',
    title: 'Many tenants in one system',
    cues: [
      'tenant',
      'multi-tenant',
      'multitenant',
      'saas',
      'row level security',
      'rls',
      'noisy neighbour',
      'isolation',
    ],
    checklist: [
      'The tenant comes from the session, never from the request’s body.',
      'Each unique key and each index begins with the tenant.',
      'A forgotten condition is stopped by the database (row-level security), not by review alone.',
      'One tenant’s load cannot take the others’ share.',
      'A tenant can be exported, and deleted, alone.',
    ],
    patterns: [
      {
        name: 'Shared tables with a tenant column',
        when: 'Many small tenants',
        costs: 'Isolation by rule',
      },
      {
        name: 'Schema or database for each',
        when: 'Few, large or regulated tenants',
        costs: 'Migrations times tenants, connections',
      },
    ],
    questions: [
      {
        ask: 'How many tenants, and how unequal are they?',
        assume: 'hundreds, the largest with a tenth of the load',
      },
      { ask: 'Does a contract or a law demand separate storage?', assume: 'no' },
    ],
    sources: [
      'AWS, SaaS Tenant Isolation Strategies',
      'PostgreSQL documentation, “Row Security Policies”',
    ],
  },
];
