import { clip } from '../../lib/well-formed.ts';

/** Words that the host puts into an answer, where they belong. */
export interface Mark {
  /** Offset in the text. */
  readonly at: number;
  readonly text: string;
}

/** The text with its marks; several at one place keep their order. */
export function insertMarks(text: string, marks: readonly Mark[]): string {
  const inOrder = marks.toSorted((a, b) => a.at - b.at);
  const pieces: string[] = [];
  let from = 0;
  for (const { at, text: mark } of inOrder) {
    pieces.push(text.slice(from, at), mark);
    from = at;
  }
  return pieces.join('') + text.slice(from);
}

/** Below a fenced block, whose end is `at`. */
export function markBlock(text: string, at: number, reason: string): Mark {
  const lead = text.charAt(at - 1) === '\n' ? '' : '\n';
  return { at, text: `${lead}\n_Not verified: ${oneLine(reason)}_\n` };
}

/** Behind a word or a number. `createKnown` knows these words again. */
export function markWord(at: number): Mark {
  return { at, text: ' _(not verified)_' };
}

function oneLine(reason: string): string {
  const line = reason.replace(/[*`]/g, '').replace(/\s+/g, ' ').trim();
  const short = line.length <= 160 ? line : `${clip(line, 159).trimEnd()}…`;
  return /[.…]$/.test(short) ? short : `${short}.`;
}
