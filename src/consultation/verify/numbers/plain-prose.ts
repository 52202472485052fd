import { readFences } from '../fences.ts';

/**
 * A text with everything blanked out that is not its author's own prose: code, quotations, addresses, dates. Offsets
 * stay what they were.
 */
export function plainProse(markdown: string): string {
  const withoutCode = readFences(markdown).reduce(
    (text, { from, to }) => blank(text, from, to),
    markdown,
  );
  return notProse.reduce(
    (text, shape) => text.replace(shape, (hit) => blank(hit, 0, hit.length)),
    withoutCode,
  );
}

const notProse: readonly RegExp[] = [
  /(?<!`)(`{1,2})(?!`)[^\n]+?(?<!`)\1(?!`)/g,
  /^[ \t]*>.*$/gm,
  /https?:\/\/[^\s<>()"'`]+/g,
  /\b\d{4}-\d{2}(?:-\d{2})?\b(?:[T ]\d{2}:\d{2}(?::\d{2})?)?/g,
  /\b\d{1,2}:\d{2}(?::\d{2})?\b/g,
  /“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»/g,
  // "1. " and "2) " at the start of a line number a list.
  /^[ \t]*\d{1,3}[.)](?=\s)/gm,
];

function blank(text: string, from: number, to: number): string {
  const hidden = text.slice(from, to).replace(/[^\n]/g, ' ');
  return text.slice(0, from) + hidden + text.slice(to);
}
