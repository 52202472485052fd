import type { Point } from './geometry.ts';
import { fontFamily, type Fonts, type TextStyle } from './fonts.ts';
import { element, xml } from './xml.ts';

/** One line of text on its way into a picture. */
export interface Line extends TextStyle {
  readonly text: string;
  readonly colour: string;
  readonly underline?: boolean;
}

/** From one base line to the next. */
export function lineHeight(line: TextStyle): number {
  return Math.round(line.size * 1.35);
}

export function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + lineHeight(line), 0);
}

export function widestOf(lines: readonly Line[], fonts: Fonts): number {
  return Math.max(0, ...lines.map((line) => fonts.widthOf(line.text, line)));
}

/** Text, as many lines as it needs to be no wider than `width`. */
export function wrapped(
  text: string,
  style: Omit<Line, 'text'>,
  { fonts, width }: { readonly fonts: Fonts; readonly width: number },
): readonly Line[] {
  const lines = drawable(text, fonts)
    .split('\n')
    .flatMap((line) => wrapLine(line.trim(), style, fonts, width));
  return lines.map((line) => ({ ...style, text: line }));
}

/** Without the emoji that no font here has; other unknown characters stay, as empty boxes. */
function drawable(text: string, fonts: Fonts): string {
  return text.replace(/(\p{Extended_Pictographic})[\u{FE0F}\u{200D}]*/gu, (_, character: string) =>
    fonts.has(character.codePointAt(0) ?? 0) ? character : '',
  );
}

function wrapLine(text: string, style: TextStyle, fonts: Fonts, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((long) => broken(long, style, fonts, width))) {
    const longer = line === '' ? word.text : `${line}${word.glue}${word.text}`;
    if (line === '' || fonts.widthOf(longer, style) <= width) line = longer;
    else {
      lines.push(line);
      line = word.text;
    }
  }
  return [...lines, line];
}

interface Word {
  readonly text: string;
  /** What stands between it and the one before, on the same line. */
  readonly glue: '' | ' ';
}

/** A word that is too wide for a line of its own is cut: after a separator, else between characters. */
function broken(word: string, style: TextStyle, fonts: Fonts, width: number): Word[] {
  if (fonts.widthOf(word, style) <= width) return [{ text: word, glue: ' ' }];
  const parts: string[] = [];
  for (const piece of word.split(/(?<=[/_.,:;@-])/)) {
    let part = '';
    for (const character of piece) {
      if (part !== '' && fonts.widthOf(part + character, style) > width) {
        parts.push(part);
        part = '';
      }
      part += character;
    }
    parts.push(part);
  }
  return parts.map((text, at) => ({ text, glue: at === 0 ? ' ' : '' }));
}

/** Lines one under the other; `at` is the middle, or the left end, of the top. */
export function textBlock(
  lines: readonly Line[],
  at: Point,
  anchor: 'middle' | 'start' = 'middle',
): string {
  let y = at.y;
  return lines
    .map((line) => {
      const base = y + lineHeight(line) / 2 + line.size * 0.36;
      y += lineHeight(line);
      return textElement(line, { x: at.x, y: base }, anchor);
    })
    .join('');
}

function textElement(line: Line, { x, y }: Point, anchor: 'middle' | 'start'): string {
  if (line.text === '') return '';
  const attributes = {
    x,
    y,
    'font-family': fontFamily,
    'font-size': line.size,
    'font-weight': line.weight === 'semibold' ? 600 : null,
    'text-anchor': anchor === 'middle' ? anchor : null,
    'text-decoration': line.underline === true ? 'underline' : null,
    fill: line.colour,
  };
  return element('text', attributes, xml(line.text));
}
