import { paper, type Tone } from '../svg/colours.ts';
import type { Rect, Size } from '../svg/geometry.ts';
import { element } from '../svg/xml.ts';
import type { Shape } from './model.ts';
import { outlineOf, rounded } from './outlines.ts';

/** How large a shape must be so that its content fits. */
export function sizeFor(shape: Shape, content: Size): Size {
  const size = sizes[shape];
  if (size !== undefined) return size(content);
  const { width, height } = padded(content);
  return { width: Math.max(width, 56), height: Math.max(height, 38) };
}

function padded({ width, height }: Size): Size {
  return { width: width + 28, height: height + 18 };
}

function slanted(content: Size): Size {
  const { width, height } = padded(content);
  return { width: width + 32, height };
}

function notched(content: Size): Size {
  const { width, height } = padded(content);
  return { width: width + 20, height };
}

function disc(content: Size): Size {
  const across = Math.hypot(content.width, content.height) + 16;
  return { width: across, height: across };
}

const sizes: Readonly<Partial<Record<Shape, (content: Size) => Size>>> = {
  start: () => ({ width: 20, height: 20 }),
  end: () => ({ width: 24, height: 24 }),
  bar: () => ({ width: 72, height: 8 }),
  dot: () => ({ width: 10, height: 10 }),
  circle: disc,
  'double-circle': ({ width, height }) => disc({ width: width + 8, height: height + 8 }),
  diamond: ({ width, height }) => {
    if (width === 0) return { width: 36, height: 36 };
    // The content's corners lie on the edges when its shares of the two axes add up to one.
    const half = width * 0.8 + 24;
    return { width: 2 * half, height: (height + 8) / (1 - width / 2 / half) };
  },
  pill: (content) => {
    const { width, height } = padded(content);
    return { width: Math.max(width + height / 3, height), height };
  },
  hexagon: slanted,
  'lean-right': slanted,
  'lean-left': slanted,
  trapezoid: slanted,
  'trapezoid-down': slanted,
  subroutine: notched,
  flag: notched,
  queue: notched,
  cylinder: (content) => {
    const { width, height } = padded(content);
    return { width: Math.max(width, 70), height: height + 22 };
  },
  person: (content) => {
    const { width, height } = padded(content);
    return { width: Math.max(width, 110), height: height + 30 };
  },
};

/** The part of a shape that its content is centred in. */
export function contentPlace(shape: Shape, { x, y, width, height }: Rect): Rect {
  if (shape === 'cylinder') return { x, y: y + 11, width, height: height - 11 };
  if (shape === 'queue') return { x: x + 2, y, width: width - 14, height };
  if (shape === 'flag') return { x: x + 14, y, width: width - 14, height };
  if (shape === 'person') return { x, y: y + 28, width, height: height - 28 };
  return { x, y, width, height };
}

export function drawShape(shape: Shape, rect: Rect, tone: Tone): string {
  const paint = {
    fill: tone.fill,
    stroke: tone.stroke,
    'stroke-width': 1.5,
    'stroke-linejoin': 'round',
  };
  const draw = drawers[shape];
  return draw === undefined
    ? element('path', { d: outlineOf(shape, rect), ...paint })
    : draw(rect, paint);
}

type Paint = Readonly<Record<string, string | number>> & Pick<Tone, 'stroke'>;

function circle(
  { x, y, width, height }: Rect,
  inset: number,
  paint: Readonly<Record<string, string | number>>,
): string {
  const r = Math.min(width, height) / 2 - inset;
  return element('circle', { cx: x + width / 2, cy: y + height / 2, r, ...paint });
}

/** A head above rounded shoulders. */
function drawPerson({ x, y, width, height }: Rect, paint: Paint): string {
  const body = rounded({ x, y: y + 25, width, height: height - 25 }, 14);
  const head = element('circle', { cx: x + width / 2, cy: y + 15, r: 14, ...paint });
  return element('path', { d: body, ...paint }) + head;
}

/** What is more, or less, than an outline. */
const drawers: Readonly<Partial<Record<Shape, (rect: Rect, paint: Paint) => string>>> = {
  plain: () => '',
  start: (rect, { stroke }) => circle(rect, 0, { fill: stroke }),
  dot: (rect, { stroke }) => circle(rect, 0, { fill: stroke }),
  end: (rect, paint) =>
    circle(rect, 1, { ...paint, fill: paper }) + circle(rect, 6, { fill: paint.stroke }),
  bar: (rect, { stroke }) => element('path', { d: rounded(rect, 3), fill: stroke }),
  circle: (rect, paint) => circle(rect, 0, paint),
  'double-circle': (rect, paint) => circle(rect, 0, paint) + circle(rect, 5, paint),
  person: drawPerson,
};
