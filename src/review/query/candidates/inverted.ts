import type { Predicate } from '../tree/predicate.ts';
import type { Candidate } from './candidate.ts';
import type { Means } from './candidates.ts';
import type { Wanted } from './keyed.ts';

/** GIN candidates: words in text, keys in documents, members of arrays. */
export function invertedCandidates(
  { table, predicates }: Wanted,
  { trigrams }: Means,
): readonly Candidate[] {
  return predicates.flatMap((predicate) => {
    const key = invertedKey(predicate, trigrams);
    return key === null
      ? []
      : [{ table, method: 'gin' as const, keys: [key.sql], where: null, why: key.why }];
  });
}

function invertedKey(
  { operand, does }: Predicate,
  trigrams: boolean,
): { readonly sql: string; readonly why: string } | null {
  const type = operand.column?.baseType ?? '';
  if (does === 'pattern' || does === 'match') {
    if (!trigrams || !['text', 'varchar', 'bpchar', ''].includes(type)) return null;
    return { sql: `${operand.key} gin_trgm_ops`, why: `patterns in ${operand.key}` };
  }
  if (does !== 'contains') return null;
  if (type === 'jsonb') {
    return { sql: `${operand.key} jsonb_path_ops`, why: `documents in ${operand.key}` };
  }
  if (type.startsWith('_') || type === 'tsvector' || type === '') {
    return { sql: operand.key, why: `members of ${operand.key}` };
  }
  return null;
}
