/** A fenced block of a Markdown text, with its place. */
export interface Fence {
  /** First word of the opening line, lower case: "sql"; empty where none is given. */
  readonly language: string;
  readonly text: string;
  /** Offset of the opening line. */
  readonly from: number;
  /** Offset behind the closing line, its line break included; the text's end while the block is open. */
  readonly to: number;
  readonly closed: boolean;
}

/** The fenced blocks in order. An opening line counts once its line break is there: until then its language may grow. */
export function readFences(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { readonly from: number; readonly start: number; readonly mark: string } | null = null;
  let language = '';
  for (const { from, to, line, ended } of linesOf(markdown)) {
    if (open === null) {
      const [, mark = '', info = ''] = (ended ? opening.exec(line) : null) ?? [];
      if (mark === '') continue;
      open = { from, start: to, mark };
      language =
        info
          .trim()
          .split(/[\s{,:]/)[0]
          ?.toLowerCase() ?? '';
    } else if (closes(line, open.mark)) {
      const text = markdown.slice(open.start, Math.max(from - 1, open.start));
      fences.push({ language, text, from: open.from, to, closed: true });
      open = null;
    }
  }
  if (open !== null) {
    const text = markdown.slice(open.start);
    fences.push({ language, text, from: open.from, to: markdown.length, closed: false });
  }
  return fences;
}

/** Where the last line begins if it may yet become the opening of a block; else the text's length. */
export function beforePartialOpening(markdown: string): number {
  const start = markdown.lastIndexOf('\n') + 1;
  const line = markdown.slice(start);
  return /^[ \t]*(?:`{1,2}|~{1,2}|`{3,}[^`\n]*|~{3,}[^\n]*)$/.test(line) ? start : markdown.length;
}

const opening = /^[ \t]*(`{3,}|~{3,})([^`]*)$/;

function closes(line: string, mark: string): boolean {
  const bare = line.trim();
  return bare.length >= mark.length && bare === mark.charAt(0).repeat(bare.length);
}

function* linesOf(text: string) {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end + 1;
    yield { from, to, line: text.slice(from, end < 0 ? to : end), ended: end >= 0 };
    from = to;
  }
}
