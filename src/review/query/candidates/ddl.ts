import { freeName, sqlName } from '../../schema/checks/facts.ts';
import { quoteIdent } from '../../schema/sql/quote.ts';
import type { Candidate } from './candidate.ts';

/** The statement that makes a candidate. */
export function createIndexSql(
  candidate: Candidate,
  how: { readonly name: string; readonly concurrently?: boolean },
): string {
  const { table, method, keys, where } = candidate;
  // A partitioned table takes no CONCURRENTLY: there it goes partition by partition.
  const concurrently = how.concurrently === true && table.kind !== 'partitioned';
  const using = method === 'btree' ? '' : ` USING ${method}`;
  return [
    `CREATE INDEX${concurrently ? ' CONCURRENTLY' : ''} ${quoteIdent(how.name)}`,
    ` ON ${sqlName(table)}${using} (${keys.join(', ')})`,
    where === null ? '' : ` WHERE ${where}`,
  ].join('');
}

/** A name that people would give it, and that neither the table nor another candidate has. */
export function indexName({ table, keys, where }: Candidate, taken: ReadonlySet<string>): string {
  const plain = keys.map((key) =>
    key
      .replace(/ (?:DESC|NULLS|text_pattern_ops|gin_trgm_ops|jsonb_path_ops).*$/, '')
      .replace(/::\w+/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, ''),
  );
  const name = freeName(table, where === null ? plain : [...plain, 'partial'], 'idx');
  for (let number = 2; ; number += 1) {
    const numbered = number === 2 ? name : `${name.slice(0, 59)}_${number - 1}`;
    if (!taken.has(numbered)) return numbered;
  }
}
