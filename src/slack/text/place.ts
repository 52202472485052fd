/** Where a line begins: inside which block. Understands as much Markdown as a page break needs. */
export type Place =
  | { readonly block: 'prose'; readonly boundary: boolean; readonly previous: Line }
  | { readonly block: 'code'; readonly boundary: false; readonly opening: string }
  | {
      readonly block: 'table';
      readonly boundary: false;
      /** Where the header row begins, and where the line under it ends. */
      readonly start: number;
      readonly headerEnd: number;
    };

type Line = {
  readonly kind: 'blank' | 'heading' | 'text';
  readonly text: string;
  readonly at: number;
};

/** No boundary: a page that is empty need not end. */
export const startOfText: Place = {
  block: 'prose',
  boundary: false,
  previous: { kind: 'blank', text: '', at: 0 },
};

/** The place after the line, which begins at `at` and ends with its newline (or with the text). */
export function readLine(place: Place, line: string, at: number): Place {
  switch (place.block) {
    case 'code':
      return closes(line, place.opening) ? prose(line, at, true) : place;
    case 'table':
      return line.includes('|') ? place : prose(line, at, false);
    case 'prose':
      if (FENCE.test(line)) return { block: 'code', boundary: false, opening: withNewline(line) };
      if (DELIMITER_ROW.test(line) && place.previous.text.includes('|')) {
        const { at: start } = place.previous;
        return { block: 'table', boundary: false, start, headerEnd: at + line.length };
      }
      return prose(line, at, false, place.previous);
  }
}

/** A boundary stands after a closed code block and after a blank line, but never right under a heading. */
function prose(line: string, at: number, closed: boolean, previous?: Line): Place {
  const kind = line.trim() === '' ? 'blank' : /^ {0,3}#{1,6}\s/.test(line) ? 'heading' : 'text';
  const underHeading = kind === 'blank' && previous?.kind === 'heading';
  return {
    block: 'prose',
    boundary: closed || (kind === 'blank' && !underHeading),
    previous: { kind: underHeading ? 'heading' : kind, text: line, at },
  };
}

const FENCE = /^ {0,3}(`{3,}[^`\n]*|~{3,}[^\n]*)$/m;

const DELIMITER_ROW = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/m;

function closes(line: string, opening: string): boolean {
  const marker = /^\s*(`+|~+)/.exec(opening)?.[1] ?? '```';
  const closing = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return closing !== undefined && closing.startsWith(marker);
}

function withNewline(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`;
}
