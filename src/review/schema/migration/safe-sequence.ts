import type { Node } from 'libpg-query';
import { quoteIdent } from '../sql/quote.ts';
import type { Change } from './read-changes.ts';
import type { MigrationRule } from './rules.ts';

/** The steps that do the same without the outage: expand, fill, check, contract. Remarks are the reader's part. */
export function safeSequence(
  change: Change,
  table: string,
  text: string,
  node: Node,
): readonly string[] | null {
  const rule: string = change.rule;
  switch (rule) {
    case 'mig.index_concurrently':
      return [text.replace(/\bINDEX\b/i, 'INDEX CONCURRENTLY')];
    case 'mig.partition_detach':
      return [`${text} CONCURRENTLY`];
    case 'mig.constraint_not_valid':
      return [`${text} NOT VALID`, validation(change, table)];
    case 'mig.set_not_null':
      return notNull(change.columns[0] ?? '', table);
    case 'mig.unique_direct':
    case 'mig.pk_direct':
      return 'AlterTableStmt' in node ? attached(change, table) : null;
    default:
      return remarks[change.rule] ?? null;
  }
}

function validation({ constraint }: Change, table: string): string {
  const name = constraint === undefined ? '<its name>' : quoteIdent(constraint);
  return `ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`;
}

/** A validated CHECK lets SET NOT NULL skip its scan (PostgreSQL 12 and later). */
function notNull(column: string, table: string): readonly string[] {
  const alter = `ALTER TABLE ${table}`;
  const check = quoteIdent(`${column}_not_null`);
  const name = quoteIdent(column);
  return [
    `${alter} ADD CONSTRAINT ${check} CHECK (${name} IS NOT NULL) NOT VALID`,
    `${alter} VALIDATE CONSTRAINT ${check}`,
    `${alter} ALTER COLUMN ${name} SET NOT NULL`,
    `${alter} DROP CONSTRAINT ${check}`,
  ];
}

function attached(change: Change, table: string): readonly string[] {
  const bare = table.slice(table.indexOf('.') + 1);
  const index = quoteIdent(change.constraint ?? `${bare}_${change.columns.join('_')}_key`);
  const kind = change.rule === 'mig.pk_direct' ? 'PRIMARY KEY' : 'UNIQUE';
  const columns = change.columns.map(quoteIdent).join(', ');
  return [
    `CREATE UNIQUE INDEX CONCURRENTLY ${index} ON ${table} (${columns})`,
    `ALTER TABLE ${table} ADD CONSTRAINT ${index} ${kind} USING INDEX ${index}`,
  ];
}

const fill = [
  'add the column without NOT NULL and without the default',
  'set the default for new rows, and fill the old ones in batches',
  'CHECK (… IS NOT NULL) NOT VALID, VALIDATE, SET NOT NULL, DROP the check',
];

const remarks: Readonly<Partial<Record<MigrationRule, readonly string[]>>> = {
  'mig.add_required_column': fill,
  'mig.add_column_default_rewrite': fill,
  'mig.type_change_rewrite': [
    'add a column of the new type, and a trigger that keeps both alike',
    'fill it in batches',
    'read from the new one; to roll back, read from the old one again',
    'drop the trigger and the old column',
  ],
  'mig.rename': [
    'add the new name beside the old one: a view, or a second column kept by a trigger',
    'deploy code that uses the new name',
    'drop the old name',
  ],
  'mig.drop': [
    'deploy code that no longer reads it',
    'keep a copy of what it holds: nothing else brings it back',
    'drop it',
  ],
};
