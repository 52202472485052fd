import { ink, paper } from './colours.ts';
import type { Fonts } from './fonts.ts';
import type { Size } from './geometry.ts';
import { heightOf, textBlock, widestOf, wrapped } from './text.ts';
import { element, short } from './xml.ts';

const margin = 24;

export interface Svg extends Size {
  readonly source: string;
}

/** Puts a drawing on white paper, with its title above. White, because a chat may be light or dark. */
export function frame(
  { svg, width, height }: Size & { readonly svg: string },
  title: string | null,
  fonts: Fonts,
): Svg {
  const style = { size: 18, weight: 'semibold', colour: ink } as const;
  const room = { fonts, width: Math.max(width, 420) };
  const heading = title === null || title === '' ? [] : wrapped(title, style, room);
  const top = margin + (heading.length === 0 ? 0 : heightOf(heading) + 14);
  const size = {
    width: Math.ceil(Math.max(width, widestOf(heading, fonts)) + 2 * margin),
    height: Math.ceil(height + top + margin),
  };
  const left = (size.width - width) / 2;
  const content =
    element('rect', { ...size, fill: paper }) +
    textBlock(heading, { x: size.width / 2, y: margin }) +
    element('g', { transform: `translate(${short(left)} ${short(top)})` }, svg);
  return {
    ...size,
    source: element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, content),
  };
}
