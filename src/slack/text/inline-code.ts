import { breakTags } from './code-text.ts';
import type { Step, Window } from './step.ts';

/**
 * A run of backticks: inline code when the same run closes it on the same line, otherwise not code. An unpaired one
 * is replaced, since it would pair with a later one and turn our own code spans inside out.
 */
export function inlineCode({ text, complete }: Window): Step {
  const run = /^`+/.exec(text)?.[0] ?? '';
  const line = text.slice(0, CODE_LIMIT).split('\n', 1)[0] ?? '';
  const closing = closingRun(line, run.length);
  const growing = !complete && line.length === text.length;
  if (growing && (closing === null || closing + run.length === line.length)) return 'more';
  if (closing === null) return { taken: run.length, out: LOOKALIKE.repeat(run.length) };
  const code = breakTags(line.slice(run.length, closing));
  return { taken: closing + run.length, out: run + code + run };
}

/** A backslash: `\`` is a backtick that opens nothing, `\\` is a backslash. Anything else keeps its own rule. */
export function escape({ text, complete }: Window): Step {
  const next = text[1];
  if (next === undefined && !complete) return 'more';
  if (next === '`') return { taken: 2, out: LOOKALIKE };
  if (next === '\\') return { taken: 2, out: '\\\\' };
  return { taken: 1, out: '\\' };
}

/** Longest inline code; past it a backtick is taken for a stray one and the stream goes on. */
const CODE_LIMIT = 512;

/** Looks like a backtick and is none. */
const LOOKALIKE = '\u02cb';

function closingRun(line: string, length: number): number | null {
  for (const found of line.slice(length).matchAll(/`+/g)) {
    if (found[0].length === length) return length + found.index;
  }
  return null;
}
