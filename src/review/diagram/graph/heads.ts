import { lineColour, paper } from '../svg/colours.ts';
import type { Point } from '../svg/geometry.ts';
import { element, short } from '../svg/xml.ts';
import type { Head } from './model.ts';

/** How much of the line's end a head takes: Graphviz leaves that much room. */
export const headLength: Readonly<Record<Head, number>> = {
  none: 0,
  arrow: 10,
  open: 10,
  cross: 12,
  circle: 10,
  triangle: 14,
  diamond: 18,
  'filled-diamond': 18,
  one: 18,
  'zero-or-one': 22,
  'one-or-more': 22,
  'zero-or-more': 24,
};

/** A head drawn as a path from the end of the line to its tip: markers turn the wrong way in some renderers. */
export function drawHead(head: Head, base: Point, tip: Point): string {
  const pen = penFor(base, tip, headLength[head]);
  return pen.line([pen.reach, 0], [pen.length, 0]) + heads[head](pen);
}

/** Draws along the way from the line's end to the tip. */
interface Pen {
  /** The head's own length, and the room there is: Graphviz gives both ends of a line the same. */
  readonly length: number;
  readonly reach: number;
  /** A path through points `[pixels before the tip, pixels aside]`. */
  line(...points: readonly Offset[]): string;
  /** The same, closed and filled. */
  area(fill: string, ...points: readonly Offset[]): string;
  ring(back: number, radius: number): string;
}

type Offset = readonly [back: number, aside: number];

function penFor(base: Point, tip: Point, length: number): Pen {
  const reach = Math.hypot(tip.x - base.x, tip.y - base.y) || 1;
  const along = { x: (tip.x - base.x) / reach, y: (tip.y - base.y) / reach };
  const at = ([back, aside]: Offset): Point => ({
    x: tip.x - along.x * back - along.y * aside,
    y: tip.y - along.y * back + along.x * aside,
  });
  const path = (points: readonly Offset[]): string => {
    const written = points.map((offset) => {
      const { x, y } = at(offset);
      return `${short(x)} ${short(y)}`;
    });
    return `M${written.join('L')}`;
  };
  const pen = { stroke: lineColour, 'stroke-width': 1.5, 'stroke-linejoin': 'round' };
  return {
    length,
    reach,
    line: (...points) => element('path', { d: path(points), fill: 'none', ...pen }),
    area: (fill, ...points) => element('path', { d: `${path(points)}z`, fill, ...pen }),
    ring(back, radius) {
      const { x, y } = at([back, 0]);
      return element('circle', { cx: x, cy: y, r: radius, fill: paper, ...pen });
    },
  };
}

const stem = (pen: Pen): string => pen.line([pen.length, 0], [0, 0]);
const bar = (pen: Pen, back: number): string => pen.line([back, -6], [back, 6]);
const foot = (pen: Pen): string => pen.line([0, -7], [12, 0], [0, 7]);
const rhombus = (pen: Pen, fill: string): string => {
  const middle = pen.length / 2;
  return pen.area(fill, [0, 0], [middle, -6], [pen.length, 0], [middle, 6]);
};

const heads: Readonly<Record<Head, (pen: Pen) => string>> = {
  none: () => '',
  arrow: (pen) =>
    pen.area(lineColour, [1, 0], [pen.length, -4], [pen.length * 0.75, 0], [pen.length, 4]) +
    pen.line([pen.length, 0], [pen.length * 0.75, 0]),
  open: (pen) => stem(pen) + pen.line([9, -5], [0, 0], [9, 5]),
  cross: (pen) => stem(pen) + pen.line([10, -5], [1, 5]) + pen.line([10, 5], [1, -5]),
  circle: (pen) => pen.ring(pen.length / 2, pen.length / 2),
  triangle: (pen) => pen.area(paper, [0, 0], [pen.length, -7], [pen.length, 7]),
  diamond: (pen) => rhombus(pen, paper),
  'filled-diamond': (pen) => rhombus(pen, lineColour),
  one: (pen) => stem(pen) + bar(pen, 7) + bar(pen, 12),
  'zero-or-one': (pen) => stem(pen) + bar(pen, 7) + pen.ring(16, 5),
  'one-or-more': (pen) => stem(pen) + foot(pen) + bar(pen, 16),
  'zero-or-more': (pen) => stem(pen) + foot(pen) + pen.ring(18, 5),
};
