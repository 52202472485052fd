import type { Rect } from '../svg/geometry.ts';
import { short } from '../svg/xml.ts';
import type { Shape } from './model.ts';

/** The outline of a box as the `d` of a path. */
export function outlineOf(shape: Shape, rect: Rect): string {
  return (outlines[shape] ?? box)(rect);
}

type Outline = (rect: Rect) => string;

const box: Outline = (rect) => rounded(rect, 6);

const outlines: Readonly<Partial<Record<Shape, Outline>>> = {
  rounded: (rect) => rounded(rect, 12),
  pill: (rect) => rounded(rect, rect.height / 2),
  diamond: (rect) => polygon(rect, [0.5, 0], [1, 0.5], [0.5, 1], [0, 0.5]),
  hexagon: (rect) => {
    const s = slant(rect);
    return polygon(rect, [s, 0], [1 - s, 0], [1, 0.5], [1 - s, 1], [s, 1], [0, 0.5]);
  },
  'lean-right': (rect) => polygon(rect, [slant(rect), 0], [1, 0], [1 - slant(rect), 1], [0, 1]),
  'lean-left': (rect) => polygon(rect, [0, 0], [1 - slant(rect), 0], [1, 1], [slant(rect), 1]),
  trapezoid: (rect) => polygon(rect, [slant(rect), 0], [1 - slant(rect), 0], [1, 1], [0, 1]),
  'trapezoid-down': (rect) => polygon(rect, [0, 0], [1, 0], [1 - slant(rect), 1], [slant(rect), 1]),
  flag: (rect) => polygon(rect, [0, 0], [1, 0], [1, 1], [0, 1], [14 / rect.width, 0.5]),
  subroutine: (rect) => {
    const { x, y, width, height } = rect;
    const bar = (at: number): string => `M${short(at)} ${short(y)}v${short(height)}`;
    return rounded(rect, 4) + bar(x + 8) + bar(x + width - 8);
  },
  note: ({ x, y, width, height }) => {
    const fold = `M${short(x + width - 12)} ${short(y)}v12h12`;
    return `M${short(x)} ${short(y)}h${short(width - 12)}l12 12v${short(height - 12)}h${short(-width)}z${fold}`;
  },
  cylinder,
  queue,
};

/** How far a slanted side leans, as a share of the width. */
function slant({ width }: Rect): number {
  return Math.min(18, width / 4) / width;
}

function polygon(rect: Rect, ...corners: readonly (readonly [number, number])[]): string {
  const points = corners.map(
    ([right, down]) =>
      `${short(rect.x + right * rect.width)} ${short(rect.y + down * rect.height)}`,
  );
  return `M${points.join('L')}z`;
}

function cylinder({ x, y, width, height }: Rect): string {
  const ry = 9;
  const side = short(height - 2 * ry);
  const arc = `a${short(width / 2)} ${ry} 0 0`;
  const start = `M${short(x)} ${short(y + ry)}`;
  const body = `${start}${arc} 1 ${short(width)} 0v${side}${arc} 1 ${short(-width)} 0z`;
  // The lid runs the same way round as the body: else filling would leave a hole.
  return `${body}M${short(x + width)} ${short(y + ry)}${arc} 1 ${short(-width)} 0`;
}

/** A cylinder that lies on its side. */
function queue({ x, y, width, height }: Rect): string {
  const rx = 9;
  const side = width - 2 * rx;
  const arc = `a${rx} ${short(height / 2)} 0 0`;
  const begin = `M${short(x + rx)} ${short(y)}`;
  const body = `${begin}h${short(side)}${arc} 1 0 ${short(height)}h${short(-side)}${arc} 1 0 ${short(-height)}z`;
  return `${body}M${short(x + rx + side)} ${short(y + height)}${arc} 1 0 ${short(-height)}`;
}

export function rounded({ x, y, width, height }: Rect, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  const corner = `a${short(r)} ${short(r)} 0 0 1`;
  const [w, h] = [short(width - 2 * r), short(height - 2 * r)];
  return (
    `M${short(x + r)} ${short(y)}h${w}${corner} ${short(r)} ${short(r)}v${h}${corner} ${short(-r)} ${short(r)}` +
    `h-${w}${corner} ${short(-r)} ${short(-r)}v-${h}${corner} ${short(r)} ${short(-r)}z`
  );
}
