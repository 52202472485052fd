import type { Topic } from './topic.ts';

export const deleting: readonly Topic[] = [
  {
    id: 'soft-delete',
    title: 'Deleting, soft and for good',
    rule: 'A state with a name (cancelled, closed) or a table for what was deleted says more than a flag. With a flag each query, unique key and foreign key has to know of it: hide it behind a view, make unique indexes partial, and delete for good after a stated time.',
    cues: [
      'soft delete',
      'soft-delete',
      'deleted_at',
      'is_deleted',
      'hard delete',
      'undelete',
      'recycle bin',
    ],
    checklist: [
      'It is written down who may see, restore and finally delete a row, and when.',
      'Unique keys hold for living rows only: a partial unique index on `deleted_at IS NULL`.',
      'Nobody can forget the condition: a view, a default scope or row-level security carries it.',
      'A parent that goes says what becomes of its children: a foreign key does not see the flag.',
      'A job removes what is over its time, personal data first.',
    ],
    patterns: [
      {
        name: 'State column with names',
        when: 'The end has a meaning for the business',
        costs: 'Transitions to guard',
      },
      {
        name: 'Move to a table of deleted rows',
        when: 'Restoring is rare',
        costs: 'A second shape to migrate',
      },
      {
        name: '`deleted_at` with a view and partial indexes',
        when: 'Restoring is ordinary',
        costs: 'Every query, for ever',
      },
    ],
    questions: [
      {
        ask: 'Who restores, how often, and for how long after?',
        assume: 'support, seldom, 30 days',
      },
    ],
    sources: [
      'Brandur Leach, “Soft Deletion Probably Isn’t Worth It”',
      'PostgreSQL documentation, “Partial Indexes”',
    ],
  },
  {
    id: 'personal-data',
    title: 'Personal data and its deletion',
    rule: 'Each kind of personal data has a purpose, a place and an end. Deleting a person is one job that reaches copies, caches, logs, topics and processors; backups end by expiry, and a list of deletions is applied again after each restore.',
    cues: [
      'gdpr',
      'pii',
      'personal data',
      'retention',
      'dsgvo',
      'rgpd',
      'datenschutz',
      'right to be forgotten',
      'right to erasure',
      'delete all his',
      'account deleted',
      'delete the account',
      'delete an account',
      'delete his account',
      'delete their account',
      'delete a user',
      'delete user',
      'anonymi',
      'pseudonymi',
      'data subject',
      'ccpa',
    ],
    checklist: [
      'It is known which personal data is held, why, where, and until when; and a person’s data can be exported.',
      'What law makes you keep (invoices) is set apart and no longer used for anything else.',
      'In a log of events the person stands under a key: a tombstone on a compacted topic, or a destroyed key, removes him.',
      'After a restore the deletions since the backup are applied again before anybody sees the data.',
      'The job says what it did, and to which processors it was passed on.',
    ],
    patterns: [
      {
        name: 'One deletion job over a register of places',
        when: 'Always',
        costs: 'Each new store has to be entered',
      },
      {
        name: 'Crypto-shredding',
        when: 'Deleting from backups, logs and topics',
        costs: 'A key for each subject, never backed up with the data',
      },
      {
        name: 'Anonymise in place',
        when: 'Figures must stay',
        costs: 'Hard to do right: what can be traced back is still personal',
      },
    ],
    questions: [
      {
        ask: 'Where does personal data lie, third parties and warehouse included?',
        assume: 'unknown: list it first',
      },
      {
        ask: 'For how long must, and may, each kind be kept?',
        assume: 'while the account exists; invoices as long as tax law asks',
      },
    ],
    sources: [
      'Regulation (EU) 2016/679 (GDPR), articles 5, 17, 25',
      'EDPB, Guidelines 4/2019 on Data Protection by Design and by Default',
      'Apache Kafka documentation, “Log Compaction”',
    ],
  },
];
