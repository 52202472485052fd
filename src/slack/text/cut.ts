import { readLine, startOfText, type Place } from './place.ts';

export interface PageLimits {
  /** From this length on a page ends at the next block boundary. */
  readonly soft: number;
  /** No page is longer than this. */
  readonly hard: number;
}

/** Where a page ends, and what is added on both sides. Only code fences and table headers are ever added. */
export interface Cut {
  readonly at: number;
  readonly close: string;
  readonly reopen: string;
}

/**
 * The end of the page that begins with `text`; null while all of it fits. What comes after the cut has no say in it,
 * so a text that grows keeps its pages.
 */
export function findCut(text: string, { soft, hard }: PageLimits): Cut | null {
  let place = startOfText;
  let at = 0;
  while (at < text.length) {
    if (at >= soft && at > 0 && place.boundary) return { at, close: '', reopen: '' };
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline + 1;
    if (end > hard - CLOSING.length) return forcedCut(text, at, place, hard);
    place = readLine(place, text.slice(at, end), at);
    at = end;
  }
  return null;
}

const CLOSING = '\n```';

/** The page is full in the middle of a block; the line that begins at `line` does not fit any more. */
function forcedCut(text: string, line: number, place: Place, hard: number): Cut {
  switch (place.block) {
    case 'code':
      if (line >= hard / 2) return { at: line, close: '```', reopen: place.opening };
      return {
        at: wholeCharacter(text, hard - CLOSING.length),
        close: CLOSING,
        reopen: place.opening,
      };
    case 'table':
      // Moved whole to the next page, unless it is the page.
      if (place.start >= LEAD) return { at: place.start, close: '', reopen: '' };
      if (line > place.headerEnd) {
        return { at: line, close: '', reopen: text.slice(place.start, place.headerEnd) };
      }
      return { at: spaceBefore(text, line, hard), close: '', reopen: '' };
    case 'prose':
      if (line >= hard / 2) return { at: line, close: '', reopen: '' };
      return { at: spaceBefore(text, line, hard), close: '', reopen: '' };
  }
}

/** A heading and a sentence before a table are no reason for a page of their own. */
const LEAD = 200;

/** After the last space of the line that fits and stands in no inline code; else the limit itself. */
function spaceBefore(text: string, line: number, hard: number): number {
  const fitting = text.slice(line, hard - CLOSING.length);
  let last = 0;
  for (const token of fitting.matchAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|`.*$|\s/g)) {
    if (!token[0].startsWith('`')) last = token.index + 1;
  }
  return last > 0 ? line + last : wholeCharacter(text, hard - CLOSING.length);
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;
}
