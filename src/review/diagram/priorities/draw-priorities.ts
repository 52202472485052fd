import type { Sheet } from '../graph/draw-graph.ts';
import { rounded } from '../graph/outlines.ts';
import { ink, lineColour, paper, quietInk, tones, type ToneName } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Point } from '../svg/geometry.ts';
import { heightOf, textBlock, wrapped, type Line } from '../svg/text.ts';
import { element } from '../svg/xml.ts';
import type { PriorityItem } from './model.ts';

const cell = 150;
export const dotRadius = 14;
const gridLeft = 96;
const gridTop = 12;
const legendWidth = 430;
const levels = ['low', 'medium', 'high'] as const;

/** A field of impact by effort with a numbered dot for each action, and beside it what the numbers mean. */
export function drawPriorities(items: readonly PriorityItem[], fonts: Fonts): Sheet {
  const dots = placeDots(items).map((at, index) => drawDot(at, String(index + 1)));
  const legend = drawLegend(items, fonts);
  return {
    svg: drawField(fonts) + dots.join('') + legend.svg,
    width: gridLeft + 3 * cell + 40 + legendWidth,
    height: Math.max(gridTop + 3 * cell + 62, legend.height),
  };
}

/** Where each item's dot stands: those of one cell in a grid of their own, so that none covers another. */
export function placeDots(items: readonly PriorityItem[]): readonly Point[] {
  const taken = new Map<string, number>();
  const inCell = new Map<string, number>();
  for (const item of items) inCell.set(cellOf(item), (inCell.get(cellOf(item)) ?? 0) + 1);
  return items.map((item) => {
    const index = taken.get(cellOf(item)) ?? 0;
    taken.set(cellOf(item), index + 1);
    const count = inCell.get(cellOf(item)) ?? 1;
    const across = Math.ceil(Math.sqrt(count));
    const down = Math.ceil(count / across);
    const row = Math.floor(index / across);
    const inRow = row === down - 1 ? count - row * across : across;
    const step = (cell - 2 * dotRadius - 8) / Math.max(across - 1, 1);
    const spread = Math.min(step, 3 * dotRadius);
    return {
      x: center(item.effort, 'x') + ((index % across) - (inRow - 1) / 2) * spread,
      y: center(item.impact, 'y') + (row - (down - 1) / 2) * spread,
    };
  });
}

function cellOf({ impact, effort }: PriorityItem): string {
  return `${impact} ${effort}`;
}

function center(level: PriorityItem['impact'], axis: 'x' | 'y'): number {
  const at = levels.indexOf(level);
  return axis === 'x' ? gridLeft + (at + 0.5) * cell : gridTop + (2.5 - at) * cell;
}

function drawDot({ x, y }: Point, number: string): string {
  const circle = element('circle', {
    cx: x,
    cy: y,
    r: dotRadius,
    fill: ink,
    stroke: paper,
    'stroke-width': 2,
  });
  const style = { size: 13, weight: 'semibold', colour: paper } as const;
  return circle + textBlock([{ ...style, text: number }], { x, y: y - 9 });
}

function drawField(fonts: Fonts): string {
  const cells = levels.flatMap((_impact, up) =>
    levels.map((_effort, right) => {
      const rect = {
        x: gridLeft + right * cell + 2,
        y: gridTop + (2 - up) * cell + 2,
        width: cell - 4,
        height: cell - 4,
      };
      const { fill, stroke } = tones[toneOf(up - right)];
      return element('path', { d: rounded(rect, 10), fill, stroke, 'stroke-opacity': 0.35 });
    }),
  );
  const bottom = gridTop + 3 * cell;
  const marks = levels.flatMap((level) => [
    textBlock(words(level, quiet, fonts), { x: center(level, 'x'), y: bottom + 6 }),
    textBlock(words(level, quiet, fonts), { x: gridLeft - 34, y: center(level, 'y') - 9 }),
  ]);
  const effort = textBlock(words('Effort →', strong, fonts), {
    x: gridLeft + 1.5 * cell,
    y: bottom + 30,
  });
  const impact = element(
    'g',
    { transform: `translate(2 ${gridTop + 1.5 * cell}) rotate(-90)` },
    textBlock(words('Impact →', strong, fonts), { x: 0, y: -8 }),
  );
  const corners = [
    textBlock(words('Quick wins', corner, fonts), { x: gridLeft + 14, y: gridTop + 12 }, 'start'),
    textBlock(
      words('Rather not', corner, fonts),
      { x: gridLeft + 2 * cell + 14, y: bottom - 32 },
      'start',
    ),
  ];
  return [...cells, ...corners, ...marks, effort, impact].join('');
}

/** Much for little is green, little for much is red. */
function toneOf(balance: number): ToneName {
  if (balance > 0) return 'green';
  return balance < 0 ? 'red' : 'yellow';
}

const quiet = { size: 13, weight: 'regular', colour: quietInk } as const;
const strong = { size: 14, weight: 'semibold', colour: ink } as const;
const corner = { size: 12, weight: 'semibold', colour: quietInk } as const;

function words(text: string, style: Omit<Line, 'text'>, fonts: Fonts): readonly Line[] {
  return wrapped(text, style, { fonts, width: 380 });
}

function drawLegend(
  items: readonly PriorityItem[],
  fonts: Fonts,
): { readonly svg: string; readonly height: number } {
  const x = gridLeft + 3 * cell + 40;
  let y = gridTop;
  const entries = items.map(({ action, impact, effort, priority }, index) => {
    const body = { size: 14, weight: 'regular', colour: ink } as const;
    const lines = [
      ...wrapped(action, body, { fonts, width: legendWidth - 44 }),
      ...words(`${priority} · impact ${impact}, effort ${effort}`, corner, fonts),
    ];
    const height = Math.max(heightOf(lines), 2 * dotRadius);
    const entry =
      drawDot({ x: x + dotRadius, y: y + dotRadius }, String(index + 1)) +
      textBlock(lines, { x: x + 40, y: y + 4 }, 'start');
    y += height + 14;
    return entry;
  });
  const line = element('path', {
    d: `M${x - 18} ${gridTop}V${gridTop + 3 * cell}`,
    stroke: lineColour,
    'stroke-opacity': 0.3,
  });
  return { svg: line + entries.join(''), height: y };
}
