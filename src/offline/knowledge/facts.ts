import type { Topic } from './topic.ts';

export const facts: readonly Topic[] = [
  {
    id: 'money-and-time',
    title: 'Money, currencies, time zones',
    rule: 'Money is an exact number with its currency in one value, never a float. What has happened is an instant in UTC; what will happen at a local hour keeps the local time and the zone’s name.',
    cues: [
      'money',
      'currenc',
      'decimal',
      'rounding',
      'time zone',
      'timezone',
      'utc',
      'daylight',
      'timestamp',
      'price in',
      'exchange rate',
      'invoice',
      'billing',
      'ledger',
    ],
    checklist: [
      'Amounts of two currencies cannot be added by accident; the number of digits follows the currency.',
      'Rounding happens at one named place, and the parts add up to the whole.',
      'The rate that was used stands with the amount it made.',
      'Bookings to come are stored as local time and zone (Europe/Berlin), and the instant is derived.',
      'Balances are sums of ledger entries that are never changed.',
    ],
    patterns: [
      {
        name: 'Minor units as integer',
        when: 'One or few currencies',
        costs: 'The exponent must be known everywhere',
      },
      {
        name: 'NUMERIC with currency column',
        when: 'SQL sums, many currencies',
        costs: 'Care in languages without decimals',
      },
      {
        name: 'Double-entry ledger',
        when: 'Money moves between accounts',
        costs: 'More rows; balances are derived',
      },
    ],
    questions: [
      {
        ask: 'Which currencies, and who rounds: you, a tax rule, a provider?',
        assume: 'one; the invoice',
      },
      { ask: 'Are there events in the future at a place’s local hour?', assume: 'yes' },
    ],
    sources: [
      'Martin Fowler, Patterns of Enterprise Application Architecture, “Money”',
      'RFC 3339 and RFC 9557, date and time formats',
      'IANA, Time Zone Database',
    ],
  },
  {
    id: 'audit-log',
    title: 'Audit logs',
    rule: 'Write who did what to which thing, when, from where and on whose behalf, in the transaction of the act; keep it append-only where those it records cannot reach. A hash chain with its head published elsewhere shows tampering; rights alone do not.',
    cues: [
      'audit log',
      'audit trail',
      'tamper',
      'append-only',
      'who changed',
      'immutable',
      'change history',
      'non-repudiation',
    ],
    checklist: [
      'An act without its entry is impossible: same transaction, or an outbox.',
      'The application may insert and not change; a copy leaves the account within minutes.',
      'Entries hold ids, not personal data that must be deleted one day.',
      'Reading sensitive data is an act, too.',
      'Somebody looks: alerts for the few acts that matter, a report that is tried once a year.',
    ],
    patterns: [
      {
        name: 'Append-only table, copied out',
        when: 'Most products',
        costs: 'Trust in the database’s administrators',
      },
      {
        name: 'Hash chain, anchored elsewhere',
        when: 'Disputes, regulators',
        costs: 'Verification to run; deletion is hard',
      },
      {
        name: 'Object storage with a retention lock',
        when: 'Nobody may delete, by contract',
        costs: 'Queries need an index beside it',
      },
    ],
    questions: [
      {
        ask: 'Against whom: users, administrators, or yourselves?',
        assume: 'users and support staff',
      },
      {
        ask: 'How long must it be kept?',
        assume: 'as the law or the contract says; a year where neither does',
      },
    ],
    sources: [
      'NIST SP 800-92, Guide to Computer Security Log Management',
      'OWASP Logging Cheat Sheet',
      'PCI DSS 4.0.1, requirement 10',
      'RFC 9162, Certificate Transparency Version 2.0',
    ],
  },
  {
    id: 'identifiers',
    title: 'Ids: UUID or bigint',
    rule: 'bigint while one database hands them out and nobody outside sees them; UUIDv7 when clients or several services make them, or ids are public. Random UUIDs (v4) as clustered keys scatter writes.',
    cues: [
      'uuid',
      'uuid or',
      'or uuid',
      'or bigint',
      'bigint or',
      'ulid',
      'bigint',
      'surrogate key',
      'auto increment',
      'auto-increment',
      'autoincrement',
      'serial ',
      'snowflake id',
      'natural key',
      'public id',
      'guid',
      'sequential',
      'ids in url',
      'public ids',
      'guessable',
    ],
    checklist: [
      'No 32-bit key on a table that grows: it ends at 2.1 billion.',
      'Ids that people see tell neither count nor order, where that is a secret.',
      'An id grants nothing: access is checked at the object.',
      'A natural key is unique as well, beside the surrogate.',
    ],
    patterns: [
      {
        name: 'bigint identity',
        when: 'One writer, internal',
        costs: 'Guessable; merging databases',
      },
      {
        name: 'UUIDv7',
        when: 'Made anywhere, sorted by time',
        costs: '16 bytes; tells its time of making',
      },
      {
        name: 'bigint inside, random id outside',
        when: 'Public and hot',
        costs: 'A second unique index',
      },
    ],
    questions: [
      { ask: 'Who makes the ids, and who sees them?', assume: 'the database; customers' },
    ],
    sources: [
      'RFC 9562, Universally Unique IDentifiers',
      'PostgreSQL documentation, “UUID Type” and “Identity Columns”',
    ],
  },
  {
    id: 'event-sourcing',
    title: 'Event sourcing and CQRS',
    rule: 'Event sourcing where the history is the product (ledger, audit, disputes), for that one part; not as the style of a system. CQRS without it where reads and writes want different shapes; a read replica or a view is the first step.',
    cues: [
      'event sourcing',
      'event-sourcing',
      'event sourced',
      'cqrs',
      'event store',
      'projection',
      'read model',
      'write model',
    ],
    checklist: [
      'Events are business facts, not changed rows, and are never edited.',
      'Old versions of each event can be read for ever: upcasters, tests with recorded streams.',
      'Projections can be rebuilt, and the time it takes is known.',
      'Personal data stands outside of the events or under a key that can be destroyed.',
      'People see their own write: wait for the projection, or show the command’s result.',
    ],
    patterns: [
      {
        name: 'Event sourcing for one aggregate',
        when: 'Ledger, contracts, claims',
        costs: 'Versions for ever; queries need projections',
      },
      {
        name: 'State with an audit table',
        when: 'One wants to know who changed what',
        costs: 'History is second to state',
      },
      {
        name: 'CQRS over one database',
        when: 'Reads of another shape',
        costs: 'Two models to keep in step',
      },
    ],
    questions: [
      {
        ask: 'Which question needs the history and not the state?',
        assume: 'none named: then it is not needed',
      },
      { ask: 'Who will know how to rebuild it in three years?', assume: 'unknown' },
    ],
    sources: [
      'Martin Fowler, “Event Sourcing” and “CQRS”',
      'Greg Young, “CQRS Documents”',
      'Vaughn Vernon, Implementing Domain-Driven Design',
    ],
  },
];
