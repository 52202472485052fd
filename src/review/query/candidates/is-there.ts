import type { Index } from '../../schema/catalog/model.ts';
import { usableIndexes } from '../../schema/checks/facts.ts';
import type { Candidate } from './candidate.ts';

/** Whether an index of the schema begins with the same keys, for at least the same rows. */
export function isThere({ table, method, keys, where }: Candidate): boolean {
  return usableIndexes(table).some((index) => {
    if (index.method !== method) return false;
    if (index.predicate !== null && bare(index.predicate) !== bare(where ?? '')) return false;
    const present = index.keys.map((_, at) => writeKey(index, at));
    return keys.every((key, at) => present[at] === bare(key));
  });
}

/** A key of an index as a candidate would write it. */
function writeKey(index: Index, at: number): string {
  const key = index.keys[at];
  if (key === undefined) return '';
  const descending = (key.option & 1) !== 0;
  const nullsFirst = (key.option & 2) !== 0;
  const opclass = /(?:pattern|trgm|path)_ops$/.test(key.opclass)
    ? ` ${key.opclass.replace('varchar_', 'text_')}`
    : '';
  const direction = descending ? ' DESC' : '';
  const nulls = nullsFirst === descending ? '' : ` NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
  return (
    bare(key.text.replace(/ (?:text|varchar)_pattern_ops| gin_trgm_ops| jsonb_path_ops/, '')) +
    opclass +
    direction +
    nulls
  );
}

/** Parentheses, blanks and casts of literals are PostgreSQL's own way to write the same. */
function bare(text: string): string {
  return text
    .replace(/::(?:text|character varying|bpchar)\b/g, '')
    .replace(/[()]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
