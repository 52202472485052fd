import { drawHead, headLength } from '../graph/heads.ts';
import type { Head } from '../graph/model.ts';
import { outlineOf } from '../graph/outlines.ts';
import { lineColour, paper, quietInk, tones } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Point } from '../svg/geometry.ts';
import { heightOf, textBlock, widestOf, type Line } from '../svg/text.ts';
import { element, short } from '../svg/xml.ts';
import { messageLines, type Columns } from './columns.ts';
import type { Step } from './model.ts';

export interface DrawnStep {
  readonly svg: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

type Message = Extract<Step, { kind: 'message' }>;
type Note = Extract<Step, { kind: 'note' }>;

/** Words above an arrow; to oneself, a loop with the words beside it. */
export function drawMessage(
  message: Message,
  columns: Columns,
  y: number,
  fonts: Fonts,
): DrawnStep {
  const lines = messageLines(message.text, fonts);
  const from = columns.of(message.from).x;
  if (message.from === message.to) return drawSelf(message, lines, { x: from, y }, fonts);
  const to = columns.of(message.to).x;
  const base = y + heightOf(lines) + 5;
  const way = Math.sign(to - from);
  const tip = { x: to - way * 6, y: base };
  const start = { x: from + way * (message.bothWays ? 6 : 1), y: base };
  const middle = (from + to) / 2;
  const width = widestOf(lines, fonts);
  const back = message.bothWays
    ? drawHead('arrow', { x: start.x + way * headLength.arrow, y: base }, start)
    : '';
  const svg =
    drawArrow(message, [start, tip]) +
    back +
    onPaper(lines, { x: middle, y }, width) +
    drawNumber(message, start);
  return {
    svg,
    left: Math.min(from, to, middle - width / 2) - 18,
    right: Math.max(from, to, middle + width / 2) + 18,
    bottom: base + 6,
  };
}

function drawSelf(
  message: Message,
  lines: readonly Line[],
  { x, y }: Point,
  fonts: Fonts,
): DrawnStep {
  const height = Math.max(24, heightOf(lines));
  const out = x + 34;
  const points = [
    { x: x + 1, y },
    { x: out, y },
    { x: out, y: y + height },
    { x: x + 6, y: y + height },
  ];
  const words = textBlock(lines, { x: out + 8, y: y + (height - heightOf(lines)) / 2 }, 'start');
  return {
    svg: drawArrow(message, points) + words + drawNumber(message, { x: x + 1, y }),
    left: x - 18,
    right: out + 12 + widestOf(lines, fonts),
    bottom: y + height + 6,
  };
}

function drawArrow({ line, head }: Message, points: readonly Point[]): string {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? tip;
  const shape = headShapes[head];
  const length = headLength[shape];
  const base = { x: tip.x - Math.sign(tip.x - before.x) * length, y: tip.y };
  const path = [...points.slice(0, -1), base]
    .map(({ x, y }) => `${short(x)} ${short(y)}`)
    .join('L');
  return (
    element('path', {
      d: `M${path}`,
      fill: 'none',
      stroke: lineColour,
      'stroke-width': 1.5,
      'stroke-dasharray': line === 'dashed' ? '5 4' : null,
    }) + drawHead(shape, base, tip)
  );
}

const headShapes: Readonly<Record<Message['head'], Head>> = {
  filled: 'arrow',
  open: 'open',
  cross: 'cross',
  none: 'none',
};

function drawNumber({ number }: Message, { x, y }: Point): string {
  if (number === null) return '';
  const text = String(number);
  const width = Math.max(20, 10 + 7 * text.length);
  const ground = element('rect', {
    x: x - width / 2,
    y: y - 10,
    width,
    height: 20,
    rx: 10,
    fill: quietInk,
  });
  const style = { size: 11.5, weight: 'semibold', colour: paper } as const;
  return ground + textBlock([{ ...style, text }], { x, y: y - 8 });
}

export function drawNote(note: Note, columns: Columns, y: number, fonts: Fonts): DrawnStep {
  const lines = messageLines(note.text, fonts);
  const [first, second] = note.over.map((actor) => columns.of(actor).x);
  const [left, right] = [Math.min(first ?? 0, second ?? 0), Math.max(first ?? 0, second ?? 0)];
  const own = Math.max(50, widestOf(lines, fonts) + 36);
  const width =
    note.side === 'over' ? Math.max(own, right - left + (left === right ? 0 : 60)) : own;
  const x = {
    left: left - 14 - width,
    right: right + 14,
    over: (left + right) / 2 - width / 2,
  }[note.side];
  const rect = { x, y, width, height: heightOf(lines) + 14 };
  const { fill, stroke } = tones.yellow;
  const ground = element('path', { d: outlineOf('note', rect), fill, stroke });
  return {
    svg: ground + textBlock(lines, { x: x + width / 2, y: y + 7 }),
    left: x - 6,
    right: x + width + 6,
    bottom: y + rect.height,
  };
}

function onPaper(lines: readonly Line[], at: Point, width: number): string {
  if (lines.length === 0) return '';
  const ground = element('rect', {
    x: at.x - width / 2 - 3,
    y: at.y,
    width: width + 6,
    height: heightOf(lines),
    fill: paper,
    'fill-opacity': 0.8,
    rx: 4,
  });
  return ground + textBlock(lines, at);
}
