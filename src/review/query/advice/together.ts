import type { ExplainedQuery, IndexAdvice, QueryReview } from '../review.ts';

/** What the queries need together: each index once, with those that another one makes superfluous marked. */
export function together(queries: readonly ExplainedQuery[]): QueryReview['indexes'] {
  const found = new Map<string, { readonly index: IndexAdvice; readonly queries: Set<number> }>();
  for (const { number, advice, rewrite } of queries) {
    for (const index of [...(advice?.indexes ?? []), ...(rewrite?.indexes ?? [])]) {
      const entry = found.get(index.ddl) ?? { index, queries: new Set() };
      entry.queries.add(number);
      found.set(index.ddl, entry);
    }
  }
  const all = [...found.values()];
  return all.map(({ index, queries: helped }) => ({
    post_ddl: index.post_ddl,
    megabytes: index.megabytes,
    queries: [...helped],
    contained_in: all.find((other) => contains(other.index, index))?.index.post_ddl ?? null,
  }));
}

function contains(wide: IndexAdvice, narrow: IndexAdvice): boolean {
  const whole = ![wide, narrow].some(({ ddl }) => / USING | WHERE /.test(ddl));
  return (
    whole &&
    wide.table === narrow.table &&
    wide.keys.length > narrow.keys.length &&
    narrow.keys.every((key, at) => wide.keys[at] === key)
  );
}
