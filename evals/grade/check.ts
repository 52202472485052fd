/** One expectation, held against what was seen. */
export interface Check {
  /** What is graded: "says", "numbers", "tools". */
  readonly grader: string;
  readonly ok: boolean;
  readonly expected: string;
  /** In a few hundred characters; empty where it is as expected. */
  readonly seen: string;
}

export function check(grader: string, ok: boolean, expected: string, seen: string): Check {
  return { grader, ok, expected, seen: ok ? '' : excerpt(seen) };
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_SEEN ? line : `${line.slice(0, LONGEST_SEEN)}…`;
}

const LONGEST_SEEN = 400;
