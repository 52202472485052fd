import { ink, paper, quietInk } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import { around, type Point, type Size } from '../svg/geometry.ts';
import { heightOf, textBlock, widestOf, wrapped, type Line } from '../svg/text.ts';
import { element } from '../svg/xml.ts';
import type { Cluster, GraphEdge } from './model.ts';
import { rounded } from './outlines.ts';

const edgeText = { size: 13, weight: 'regular', colour: ink } as const;
const smallText = { size: 11.5, weight: 'regular', colour: quietInk } as const;
const titleText = { size: 13, weight: 'semibold', colour: quietInk } as const;

/** The words on a line. */
export function edgeLabel({ label, small = '' }: GraphEdge, fonts: Fonts): readonly Line[] {
  const place = { fonts, width: 170 };
  return [
    ...(label === '' ? [] : wrapped(label, edgeText, place)),
    ...(small === '' ? [] : wrapped(small, smallText, place)),
  ];
}

/** The words beside an end of a line. */
export function endLabel(text: string | undefined, fonts: Fonts): readonly Line[] {
  return text === undefined || text === '' ? [] : wrapped(text, edgeText, { fonts, width: 90 });
}

export function clusterTitle({ title }: Cluster, fonts: Fonts): readonly Line[] {
  return title === '' ? [] : wrapped(title, titleText, { fonts, width: 300 });
}

/** Null without words: then no room is kept for them. */
export function roomFor(lines: readonly Line[], fonts: Fonts, air: Size): Size | null {
  if (lines.length === 0) return null;
  return { width: widestOf(lines, fonts) + air.width, height: heightOf(lines) + air.height };
}

/** Words on a patch of the ground's colour, so that they stay readable where a line crosses them. */
export function onPaper(
  lines: readonly Line[],
  center: Point | null,
  fonts: Fonts,
  fill: string = paper,
): string {
  if (lines.length === 0 || center === null) return '';
  const patch = around(center, {
    width: widestOf(lines, fonts) + 6,
    height: heightOf(lines),
  });
  const ground = element('path', { d: rounded(patch, 4), fill, 'fill-opacity': 0.85 });
  return ground + textBlock(lines, { x: center.x, y: patch.y });
}
