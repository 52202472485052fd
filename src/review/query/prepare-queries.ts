import type { Catalog } from '../schema/catalog/model.ts';
import type { Dialect } from '../schema/dialects/dialect.ts';
import { keysetRewrite } from './advice/keyset.ts';
import type { Candidate } from './candidates/candidate.ts';
import { candidatesFor } from './candidates/candidates.ts';
import { queryLimits } from './limits.ts';
import type { Query } from './script/query.ts';
import { readQuery } from './script/read-queries.ts';
import type { Block } from './tree/block.ts';
import { readBlocks } from './tree/read-blocks.ts';
import type { Assignment } from './worker-protocol.ts';

/** A query, what it consists of, and what may help it. */
export interface Prepared {
  readonly query: Query;
  readonly blocks: readonly Block[];
  readonly candidates: readonly Candidate[];
  readonly rewrite: {
    readonly query: Query;
    readonly note: string;
    readonly candidates: readonly Candidate[];
  } | null;
  /** Set when it killed an earlier child. */
  readonly excluded: string | null;
}

export function prepareQueries(
  queries: readonly Query[],
  catalog: Catalog,
  task: Assignment,
  dialect: Dialect,
  trigrams = hasTrigrams(task),
): readonly Prepared[] {
  const candidates = (blocks: readonly Block[]): readonly Candidate[] =>
    candidatesFor(blocks, { catalog, trigrams }, queryLimits.candidatesPerQuery).filter(
      (candidate) => existsIn(candidate, dialect),
    );
  return queries.map((query) => {
    const node = query.reading.kind === 'refused' ? null : query.reading.node;
    const blocks = node === null ? [] : readBlocks(node, catalog);
    const excluded =
      task.excludedQueries.find(({ number }) => number === query.number)?.why ?? null;
    const planned = query.reading.kind === 'query' && excluded === null;
    const top = blocks.find(({ role, kind }) => role === 'top' && kind === 'select');
    const rewritten = planned && top !== undefined ? keysetRewrite(query, top) : null;
    return {
      query,
      blocks,
      excluded,
      candidates: planned ? candidates(blocks) : [],
      rewrite: rewritten === null ? null : rewriteOf(rewritten, query),
    };
  });

  function rewriteOf(
    rewritten: { readonly sql: string; readonly note: string },
    { number, line }: Query,
  ) {
    const query = readQuery(rewritten.sql, { number, line });
    if (query.reading.kind !== 'query') return null;
    const blocks = readBlocks(query.reading.node, catalog);
    return { query, note: rewritten.note, candidates: candidates(blocks) };
  }
}

function hasTrigrams({ sources }: Assignment): boolean {
  return sources.some(({ text }) => /create\s+extension[^;]*\bpg_trgm\b/i.test(text));
}

/** Neither partial nor inverted indexes over patterns are to be had in MySQL. */
function existsIn({ where, method }: Candidate, dialect: Dialect): boolean {
  const mysql = dialect === 'mysql' || dialect === 'mariadb';
  return !mysql || (where === null && method === 'btree');
}
