import type { Node } from 'libpg-query';

/** A page of a list; PostgreSQL itself would take a parameter for a tenth of all rows. */
const ASSUMED_LIMIT = 20;
/** Deep enough for what OFFSET costs to show. */
const ASSUMED_OFFSET = 10_000;

/** Puts numbers where LIMIT and OFFSET are parameters: without one the plan would be for another question. */
export function fillLimits(
  sql: string,
  node: Node,
): { readonly sql: string; readonly assumptions: readonly string[] } {
  if (!('SelectStmt' in node)) return { sql, assumptions: [] };
  const { limitCount, limitOffset } = node.SelectStmt;
  const holes = [
    { at: placeOf(limitCount), value: ASSUMED_LIMIT, word: 'LIMIT' },
    { at: placeOf(limitOffset), value: ASSUMED_OFFSET, word: 'OFFSET' },
  ].filter((hole) => hole.at !== null);
  let bytes = Buffer.from(sql);
  for (const { at, value } of holes.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))) {
    const rest = bytes.subarray(at ?? 0).toString();
    const length = /^\$\d+/.exec(rest)?.[0].length ?? 0;
    bytes = Buffer.concat([
      bytes.subarray(0, at ?? 0),
      Buffer.from(String(value)),
      Buffer.from(rest.slice(length)),
    ]);
  }
  return {
    sql: bytes.toString(),
    assumptions: holes.map(({ word, value }) => `${word} ${value} (it is a parameter)`),
  };
}

function placeOf(node: Node | undefined): number | null {
  if (node === undefined) return null;
  if ('TypeCast' in node) return placeOf(node.TypeCast.arg);
  return 'ParamRef' in node ? (node.ParamRef.location ?? null) : null;
}
