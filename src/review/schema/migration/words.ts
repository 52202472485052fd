import type { MigrationRule } from './rules.ts';

/** The safe way where it cannot be executed here: what rests on the object must move with it, or code must change. */
export function inWords(rule: MigrationRule): string | null {
  return words[rule] ?? null;
}

const words: Readonly<Partial<Record<MigrationRule, string>>> = {
  'mig.add_required_column':
    'add the column without NOT NULL; write it from the code and fill the old rows in batches; CHECK (… IS NOT NULL) NOT VALID, VALIDATE, SET NOT NULL, DROP the check',
  'mig.add_column_default_rewrite':
    'add the column empty; set the default for new rows; fill the old ones in batches; then NOT NULL through a validated check',
  'mig.type_change_rewrite':
    'add a column of the new type and a trigger that keeps both alike; fill it in batches; rebuild CONCURRENTLY what rests on the old one; read from the new one, and drop the old one when nothing reads it',
  'mig.rename':
    'add the new name beside the old one (a view, or a second column kept equal by a trigger); deploy code that uses it; drop the old name',
  'mig.drop': 'deploy code that no longer reads it; keep a copy of what it holds; drop it',
  'mig.exclusion': 'none; take the lock when nobody writes, with a lock_timeout',
  'mig.truncate_cascade': 'name what is to go, one by one',
  'mig.vacuum_full_cluster':
    'a plain VACUUM, which lets others work; or pg_repack (an extension, not tried here), which rewrites the table beside it',
  'mig.concurrently_in_txn': 'a file of its own, without BEGIN; most tools have a switch for it',
};
