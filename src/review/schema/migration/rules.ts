import type { Check } from '../checks/check.ts';

/** The rules on changes to tables that have rows and readers. Nothing is found by them in a table just made. */
const rules = {
  'mig.index_concurrently': [
    'warn',
    'CREATE INDEX holds off every write, and DROP INDEX everything, until it is done; CONCURRENTLY does not.',
    'squawk require-concurrent-index-creation; PostgreSQL manual, CREATE INDEX',
  ],
  'mig.concurrently_in_txn': [
    'error',
    'CONCURRENTLY cannot run inside of a transaction: the migration fails.',
    'PostgreSQL manual, CREATE INDEX',
  ],
  'mig.constraint_not_valid': [
    'warn',
    'Adding the constraint reads the whole table while it holds a lock; NOT VALID first and VALIDATE after does not block writes.',
    'PostgreSQL manual, ALTER TABLE; squawk constraint-missing-not-valid',
  ],
  'mig.set_not_null': [
    'warn',
    'SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, unless a validated CHECK proves it.',
    'PostgreSQL manual, ALTER TABLE; squawk adding-not-nullable-field',
  ],
  'mig.add_required_column': [
    'error',
    'A NOT NULL column without a default fails as soon as the table has a row.',
    'PostgreSQL manual, ALTER TABLE; squawk adding-required-field',
  ],
  'mig.add_column_default_rewrite': [
    'warn',
    'A volatile default, an identity or a stored generated column rewrites the whole table under ACCESS EXCLUSIVE.',
    'PostgreSQL manual, ALTER TABLE, Notes; squawk adding-field-with-default',
  ],
  'mig.type_change_rewrite': [
    'warn',
    'Changing the type rewrites the table and its indexes under ACCESS EXCLUSIVE.',
    'PostgreSQL manual, ALTER TABLE, Notes; squawk changing-column-type',
  ],
  'mig.unique_direct': [
    'warn',
    'ADD UNIQUE builds its index under a lock that stops all writes; build it CONCURRENTLY and attach it.',
    'PostgreSQL manual, ALTER TABLE, ADD table_constraint_using_index',
  ],
  'mig.pk_direct': [
    'warn',
    'ADD PRIMARY KEY builds its index under ACCESS EXCLUSIVE; build it CONCURRENTLY and attach it.',
    'PostgreSQL manual, ALTER TABLE, ADD table_constraint_using_index',
  ],
  'mig.exclusion': [
    'warn',
    'ADD EXCLUDE builds its index under ACCESS EXCLUSIVE, and there is no concurrent way.',
    'eugene E10',
  ],
  'mig.rename': [
    'warn',
    'The code that runs now knows the old name: between migration and deploy it fails.',
    'squawk renaming-column, renaming-table',
  ],
  'mig.drop': [
    'warn',
    'What is dropped is gone, and the code that runs now may still read it.',
    'squawk ban-drop-column, ban-drop-table',
  ],
  'mig.truncate_cascade': [
    'warn',
    'CASCADE reaches objects that the statement does not name.',
    'squawk ban-truncate-cascade',
  ],
  'mig.lock_timeout': [
    'warn',
    'Without lock_timeout a migration that waits for its lock makes every query behind it wait too.',
    'squawk require-timeout-settings; eugene E9',
  ],
  'mig.multi_stmt_after_ael': [
    'info',
    'The lock is held until the transaction ends: everything after it in the same transaction lengthens the outage.',
    'eugene E4',
  ],
  'mig.partition_detach': [
    'warn',
    'DETACH PARTITION locks the parent; CONCURRENTLY does not.',
    'squawk ban-uncommitted-transaction family',
  ],
  'mig.vacuum_full_cluster': [
    'warn',
    'VACUUM FULL and CLUSTER rewrite the table under ACCESS EXCLUSIVE.',
    'PostgreSQL manual, VACUUM',
  ],
} as const;

export type MigrationRule = keyof typeof rules;

export const migrationRuleIds: readonly string[] = Object.keys(rules);

export function migrationRule(id: MigrationRule): Check {
  const [severity, reason, source] = rules[id];
  return {
    id,
    category: 'migration',
    severity,
    confidence: 'proved',
    reason,
    source,
    find: () => [],
  };
}
