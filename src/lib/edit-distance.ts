/** How many characters to insert, delete or replace to make one of the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, left] of Array.from(a).entries()) {
    const next = [index + 1];
    for (const [column, right] of Array.from(b).entries()) {
      const replace = (row[column] ?? 0) + (left === right ? 0 : 1);
      next.push(Math.min(replace, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
