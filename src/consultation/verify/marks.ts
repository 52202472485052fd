import { clip } from '../../lib/well-formed.ts';

import type { Fence } from './fences.ts';

/** Words that the host puts into an answer, where they belong. */
export interface Mark {
  /** Offset in the text. */
  readonly at: number;
  readonly text: string;
}

/** The text with its marks; several at one place keep their order, and none takes a link or a code word apart. */
export function insertMarks(text: string, marks: readonly Mark[]): string {
  const placed = marks.map((mark) => ({ ...mark, at: behindSyntax(text, mark.at) }));
  const inOrder = placed.toSorted((a, b) => a.at - b.at);
  const pieces: string[] = [];
  let from = 0;
  for (const { at, text: mark } of inOrder) {
    pieces.push(text.slice(from, at), mark);
    from = at;
  }
  return pieces.join('') + text.slice(from);
}

/** Behind the end of the link or the inline code in which a word stands. */
function behindSyntax(text: string, at: number): number {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const [rest = ''] = /^[^\s`<>()]*/.exec(text.slice(at)) ?? [];
  const closer = text.charAt(at + rest.length);
  const opened =
    (closer === ')' && /\]\([^\s()]*$/.test(line)) ||
    (closer === '>' && /<[^\s<>]*$/.test(line)) ||
    (closer === '`' && (line.match(/`/g) ?? []).length % 2 === 1);
  return opened ? at + rest.length + 1 : at;
}

/** Below a fenced block; behind a statement within a sentence. A block that was cut is closed first. */
export function markFence(text: string, { from, to, closed }: Fence, reason: string): Mark {
  if (!isBlock(text, from)) {
    return { at: to, text: ` _(not verified: ${oneLine(reason).replace(/\.$/, '')})_` };
  }
  const lead = `${text.charAt(to - 1) === '\n' ? '' : '\n'}${closed ? '' : '```\n'}`;
  return { at: to, text: `${lead}\n_Not verified: ${oneLine(reason)}_\n` };
}

function isBlock(text: string, from: number): boolean {
  return /^[ \t]*(?:`{3}|~{3})/.test(text.slice(from));
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
