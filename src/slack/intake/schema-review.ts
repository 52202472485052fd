import { SCHEMA_COMMAND, SCHEMA_MODAL } from '../callbacks.ts';
import type { ReviewKind } from './review-kind.ts';

/** `/schema-review`. */
export const schemaReview: ReviewKind = {
  command: SCHEMA_COMMAND,
  kind: 'schema-review',
  agent: 'schema-reviewer',
  takes: ({ name, mimetype }) =>
    /\.(sql|ddl|prisma|rb|dbml|txt|md|dump)$/i.test(name) ||
    // What has another ending is code or a contract, whatever text it is.
    (mimetype.startsWith('text/') && !/\.\w+$/.test(name)) ||
    mimetype === 'application/sql',
  form: {
    callbackId: SCHEMA_MODAL,
    title: 'Schema review',
    text: {
      block: 'schema',
      input: 'sql',
      label: 'Schema',
      file: 'schema file',
      placeholder: 'create table orders (id bigint primary key, …); -- DDL, Prisma, Rails or DBML',
    },
    choice: {
      block: 'dialect',
      input: 'choice',
      label: 'Dialect',
      options: ['PostgreSQL', 'MySQL', 'SQLite', 'Prisma', 'Rails', 'DBML'],
    },
  },
  words: {
    asked: 'asked for a schema review:',
    askedFile: 'asked for a review of a schema file:',
    reviewFile: (name) => `Review the schema in the file ${name}.`,
    empty: 'Paste a schema to review.',
    help:
      'Paste your DDL behind the command, like `/schema-review create table …`, or share a .sql, .prisma, .rb or .dbml ' +
      'file in the channel and run `/schema-review` within ten minutes.',
  },
};
