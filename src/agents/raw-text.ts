import type { Chunk } from './chunks.ts';

/** The text of a field as a person would read it: what is left when YAML cannot be made of it. */
export function rawText(chunk: Chunk): string {
  const first = chunk.first.trim();
  const more = dedentAll(dropTrailing(chunk.more));
  const header = /^([|>])[+-]?\d?[+-]?\s*(?:#.*)?$/.exec(first)?.[1];
  if (header === '>') return folded(more);
  if (header === '|') return more.join('\n').trim();
  return unquote([first, ...more].join('\n').trim());
}

/** Whether the value is written without quotes and without a block header: then nothing of it is syntax. */
export function isPlain(chunk: Chunk): boolean {
  const start = chunk.first.trim() || chunk.more.join('\n').trim();
  return !/^(?:["']|[|>][+-]?\d?[+-]?\s*(?:#.*)?$)/m.test(start.split('\n')[0] ?? '');
}

/**
 * Whether a value that begins with a quote is one quoted text to its end. js-yaml reads `'Don't do: this'` as the
 * text "Don" and a further key on the same line, without an error.
 */
export function isWholeQuote(chunk: Chunk): boolean {
  const text = [chunk.first, ...chunk.more].join('\n').trim();
  if (!/^["']/.test(text)) return true;
  return /^(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*')\s*(?:#.*\s*)*$/.test(text);
}

/** Removes wrapping quotes where they are one pair: `"say "hi""` yes, `"a" and "b"` no. */
export function unquote(text: string): string {
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || text.length < 2 || !text.endsWith(quote)) return text;
  const inner = text.slice(1, -1);
  // The first quote inside closes the wrapping one if a word ends right before it and none begins after it.
  const at = inner.indexOf(quote);
  const closes =
    at > 0 && /\S/.test(inner[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(inner[at + 1] ?? '');
  const reopens =
    closes && new RegExp(`(?:^|[\\s(,])${quote}[\\p{L}\\p{N}]`, 'u').test(inner.slice(at + 1));
  return reopens ? text : inner.trim();
}

/** Blank lines and comments at the margin, between this field and the next, belong to neither. */
function dropTrailing(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.slice(0, last + 1);
}

function dedentAll(lines: readonly string[]): readonly string[] {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, 80);
  return lines.map((line) => line.slice(Math.min(common, line.length - line.trimStart().length)));
}

/** A `>` scalar: lines of a paragraph become one. */
function folded(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/([^\n])\n(?=[^\s])/g, '$1 ')
    .trim();
}
