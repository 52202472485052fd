import { clip, wellFormed } from '../lib/well-formed.ts';

/** A part of a text with its line numbers: the model quotes them, and people find the place. */
export interface LineRange {
  readonly text: string;
  /** 1-based, both ends included. `to < from`: nothing. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

const longestLine = 2_000;

export function splitLines(text: string): readonly string[] {
  return wellFormed(text).replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
}

/** The lines from `from` on, as many as fit into `characters` and stand before `to`. */
export function numberLines(
  lines: readonly string[],
  from: number,
  to: number,
  characters: number,
): LineRange {
  const shown: string[] = [];
  let size = 0;
  for (const [index, line] of lines.slice(from - 1, to).entries()) {
    const cut = line.length - longestLine;
    const content = cut > 0 ? `${clip(line, longestLine)} [… ${cut} characters left out]` : line;
    const numbered = `${String(from + index).padStart(5)}\t${content}`;
    size += numbered.length + 1;
    if (size > characters && shown.length > 0) break;
    shown.push(numbered);
  }
  return { text: shown.join('\n'), from, to: from + shown.length - 1, total: lines.length };
}
