import { freeName, sqlName } from '../../schema/checks/facts.ts';
import { quoteIdent } from '../../schema/sql/quote.ts';
import type { Candidate } from './candidate.ts';

/** The statement that makes a candidate, under a name that people would give it. */
export function createIndexSql(
  candidate: Candidate,
  how: { readonly concurrently?: boolean; readonly name?: string } = {},
): string {
  const { table, method, keys, where } = candidate;
  // A partitioned table takes no CONCURRENTLY: there it goes partition by partition.
  const concurrently = how.concurrently === true && table.kind !== 'partitioned';
  const using = method === 'btree' ? '' : ` USING ${method}`;
  return [
    `CREATE INDEX${concurrently ? ' CONCURRENTLY' : ''} ${quoteIdent(how.name ?? nameOf(candidate))}`,
    ` ON ${sqlName(table)}${using} (${keys.join(', ')})`,
    where === null ? '' : ` WHERE ${where}`,
  ].join('');
}

function nameOf({ table, keys, where }: Candidate): string {
  const plain = keys.map((key) =>
    key
      .replace(/ (?:DESC|NULLS|text_pattern_ops|gin_trgm_ops|jsonb_path_ops).*$/, '')
      .replace(/::\w+/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, ''),
  );
  return freeName(table, where === null ? plain : [...plain, 'partial'], 'idx');
}
