import { readKeyLine } from './keys.ts';

export type FrontMatter =
  | {
      readonly kind: 'found';
      readonly block: string;
      /** Line of the block's first line in the file, from 1. */
      readonly line: number;
      readonly body: string;
      /** What had to be overlooked to find it. Empty for a well-formed file. */
      readonly repairs: readonly string[];
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly line: number; readonly why: string };

/** Finds the front matter and cuts the file in two, however it is wrapped, indented or left open. */
export function cutFrontMatter(text: string): FrontMatter {
  const preface = skipPreface(text.split('\n'));
  const { lines, start } = preface;
  const opening = /^(\s*)-{3,}\s*(\S*)\s*$/.exec(lines[start] ?? '');
  const [, indent, tag] = opening ?? [];
  if (indent === undefined || tag === undefined) return { kind: 'none' };
  if (tag !== '') return refusedTag(tag, start);
  const dedented = indent === '' ? lines : lines.map((line) => dedent(line, indent));
  const repairs = [...preface.repairs];
  if (indent !== '') repairs.push('the whole file is indented');
  if (!startsWithKey(dedented, start + 1)) return { kind: 'none' };

  const end = findEnd(dedented, start + 1);
  if (!end.closed) repairs.push('the front matter has no closing fence');
  const block = dedented.slice(start + 1, end.at);
  // After a preface, `---` may just as well be a rule in a document: then it must name or describe an agent.
  if (preface.repairs.length > 0 && !block.some(namesAgent)) return { kind: 'none' };
  return {
    kind: 'found',
    block: block.join('\n'),
    line: start + 2,
    body: bodyOf(dedented.slice(end.at + (end.closed ? 1 : 0)), repairs.includes(wrapped)),
    repairs,
  };
}

/** Where only the front matter stood in a code fence, its closing fence leads the body. */
function bodyOf(lines: readonly string[], unwrapped: boolean): string {
  const body = lines.join('\n').trim();
  const fences = body.match(/^(?:`{3,}|~{3,})/gm)?.length ?? 0;
  return unwrapped && fences % 2 === 1 ? body.replace(/^(?:`{3,}|~{3,})[ \t]*\n/, '').trim() : body;
}

interface Preface {
  readonly lines: readonly string[];
  readonly start: number;
  readonly repairs: readonly string[];
}

/** Steps over blank lines, comments, quotes and an enclosing code fence, up to what may be the opening fence. */
function skipPreface(lines: readonly string[]): Preface {
  const repairs = new Set<string>();
  let kept = lines;
  let at = 0;
  for (; at < kept.length; at += 1) {
    const line = (kept[at] ?? '').trim();
    if (line === '') continue;
    if (line.startsWith('<!--')) {
      at = endOfComment(kept, at);
      repairs.add('a comment stands before the front matter');
    } else if (line.startsWith('>')) {
      repairs.add('a quote stands before the front matter');
    } else if (repairs.has(wrapped) || !/^(`{3,}|~{3,})\w*$/.test(line)) {
      break;
    } else {
      kept = withoutClosing(kept, line.replace(/\w+$/, ''));
      repairs.add(wrapped);
    }
  }
  return { lines: kept, start: at, repairs: [...repairs] };
}

const wrapped = 'the whole file stands in a code fence';

function endOfComment(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, at) => at >= from && line.includes('-->'));
  return end === -1 ? lines.length : end;
}

/** Drops the closing code fence where it is the last thing in the file. */
function withoutClosing(lines: readonly string[], codeFence: string): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return (lines[last] ?? '').trim() === codeFence ? lines.slice(0, last) : lines;
}

function refusedTag(tag: string, start: number): FrontMatter {
  if (!/^[A-Za-z]/.test(tag)) return { kind: 'none' };
  return {
    kind: 'refused',
    line: start + 1,
    why: `the opening fence carries the tag "${tag.slice(0, 20)}"; only a plain "---" is read`,
  };
}

function dedent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}

function startsWithKey(lines: readonly string[], from: number): boolean {
  const first = lines.find((line, at) => at >= from && !/^\s*(#.*)?$/.test(line));
  return first !== undefined && readKeyLine(first.trimStart()) !== null;
}

function namesAgent(line: string): boolean {
  const key = readKeyLine(line)?.key;
  return key === 'name' || key === 'description';
}

interface End {
  readonly at: number;
  readonly closed: boolean;
}

function findEnd(lines: readonly string[], from: number): End {
  // Only at the fence's own indent: an indented `---` is text in a block scalar.
  const closing = lines.findIndex((line, at) => at >= from && /^(?:-{3,}|\.{3})\s*$/.test(line));
  const prose = lines.findIndex((_, at) => at > from && startsBody(lines, at));
  if (closing === -1 || (prose !== -1 && prose < closing)) {
    return { at: endOfRun(lines, from), closed: false };
  }
  return { at: closing, closed: true };
}

/** A Markdown heading or the first words of a prompt after a blank line, with no field below it: a lost fence. */
function startsBody(lines: readonly string[], at: number): boolean {
  if ((lines[at - 1] ?? '').trim() !== '' || !/^(?:#{1,6} \S|You are )/.test(lines[at] ?? '')) {
    return false;
  }
  const next = lines.findIndex((line, after) => after > at && /^(?:-{3,}|\.{3})\s*$/.test(line));
  const below = lines.slice(at, next === -1 ? undefined : next);
  return !below.some((line) => readKeyLine(line)?.official ?? false) && !below.some(isMarkup);
}

function isMarkup(line: string): boolean {
  return /<\/?example/i.test(line);
}

/** Where the leading run of fields and their indented values ends. */
function endOfRun(lines: readonly string[], from: number): number {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const field = readKeyLine(line);
    const continues = at === end && /^(?:\s+\S|- |#)/.test(line) && !/^#{1,6} [A-Z]/.test(line);
    if (!continues && (field === null || (at > end && !field.official))) break;
    end = at + 1;
  }
  return end;
}
