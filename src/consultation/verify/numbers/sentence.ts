/** What stands before and behind a place, within its own sentence or table row. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** Far enough for a long sentence; a wall of text has no sentences. */
const reach = 240;

export function around(text: string, from: number, to: number): Surroundings {
  const left = text.slice(Math.max(0, from - reach), from);
  const right = text.slice(to, to + reach);
  const start = [...left.matchAll(/[.!?](?=\s)|\n/g)].at(-1);
  const end = /[.!?](?=\s|$)|\n/.exec(right);
  return {
    before: start === undefined ? left : left.slice(start.index + 1),
    after: end === null ? right : right.slice(0, end.index),
  };
}
