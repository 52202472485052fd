import { ink, quietInk, type Tone } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Rect, Size } from '../svg/geometry.ts';
import { heightOf, textBlock, widestOf, wrapped, type Line } from '../svg/text.ts';
import type { Body } from './model.ts';
import { measureTable } from './table-body.ts';

/** What stands in a box: how large it is, and how it is drawn into a place of that size. */
export interface MeasuredBody extends Size {
  draw(place: Rect, tone: Tone): string;
}

/** Wider text is wrapped. */
const wordsWidth = 210;

export function measureBody(body: Body, fonts: Fonts): MeasuredBody {
  switch (body.kind) {
    case 'none':
      return { width: 0, height: 0, draw: () => '' };
    case 'words':
      return measureWords(body, fonts);
    case 'table':
      return measureTable(body, fonts);
  }
}

function measureWords(body: Extract<Body, { kind: 'words' }>, fonts: Fonts): MeasuredBody {
  const place = { fonts, width: wordsWidth };
  const lines = (colour: string, quiet: string): readonly Line[] => [
    ...part(body.title, { size: 15, weight: 'semibold', colour }, place),
    ...part(body.small, { size: 12, weight: 'regular', colour: quiet }, place),
    ...part(body.text, { size: 14, weight: 'regular', colour }, place),
  ];
  const measured = lines('', '');
  return {
    width: widestOf(measured, fonts),
    height: heightOf(measured),
    draw: ({ x, y, width, height }, tone) => {
      const quiet = tone.text === ink ? quietInk : tone.text;
      const top = y + (height - heightOf(measured)) / 2;
      return textBlock(lines(tone.text, quiet), { x: x + width / 2, y: top });
    },
  };
}

function part(
  text: string | undefined,
  style: Omit<Line, 'text'>,
  place: { readonly fonts: Fonts; readonly width: number },
): readonly Line[] {
  return text === undefined || text === '' ? [] : wrapped(text, style, place);
}
