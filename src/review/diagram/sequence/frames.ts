import { ink, lineColour, paper, quietInk } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Point } from '../svg/geometry.ts';
import { heightOf, textBlock, widestOf, wrapped } from '../svg/text.ts';
import { element, short } from '../svg/xml.ts';
import { rounded } from '../graph/outlines.ts';

/** `alt`, `loop`, `par`, …: frames around steps, drawn when they close, as wide as what they came to hold. */
export interface Frames {
  open(y: number, word: string, text: string): void;
  part(y: number, text: string): void;
  close(y: number): void;
  /** Something was drawn between these. */
  reach(left: number, right: number): void;
  readonly left: number;
  readonly right: number;
  /** To be drawn first, the outermost at the back. */
  back(): string;
  /** Words and dividers, over the lines. */
  front(): string;
}

interface Frame {
  readonly top: number;
  readonly word: string;
  readonly text: string;
  readonly parts: { readonly y: number; readonly text: string }[];
  left: number;
  right: number;
}

const air = 12;

export function createFrames(fonts: Fonts): Frames {
  const stack: Frame[] = [];
  const drawn: DrawnFrame[] = [];
  let [left, right] = [0, 0];
  const reach = (from: number, to: number): void => {
    const frame = stack.at(-1);
    if (frame !== undefined) {
      frame.left = Math.min(frame.left, from);
      frame.right = Math.max(frame.right, to);
    }
    left = Math.min(left, from);
    right = Math.max(right, to);
  };
  return {
    reach,
    open(top, word, text) {
      stack.push({ top, word, text, parts: [], left: Infinity, right: -Infinity });
    },
    part(y, text) {
      stack.at(-1)?.parts.push({ y, text });
    },
    close(y) {
      const frame = stack.pop();
      if (frame === undefined) return;
      if (frame.left > frame.right) [frame.left, frame.right] = [left, right];
      const words =
        widestOf(captionOf(frame.text, fonts), fonts) + wordWidth(frame.word, fonts) + 30;
      const from = frame.left - air;
      const to = Math.max(frame.right + air, from + words);
      drawn.push(drawFrame(frame, { from, to, bottom: y }, fonts));
      reach(from, to);
    },
    get left() {
      return left;
    },
    get right() {
      return right;
    },
    back: () =>
      drawn
        .toReversed()
        .map(({ back }) => back)
        .join(''),
    front: () => drawn.map(({ front }) => front).join(''),
  };
}

interface DrawnFrame {
  readonly back: string;
  readonly front: string;
}

/** A condition on a patch of the frame's ground: lines of actors run behind it. */
function caption(text: string, at: Point, fonts: Fonts): string {
  const lines = captionOf(text, fonts);
  if (lines.length === 0) return '';
  const ground = element('rect', {
    x: at.x - 4,
    y: at.y,
    width: widestOf(lines, fonts) + 8,
    height: heightOf(lines),
    fill: '#f8fafc',
  });
  return ground + textBlock(lines, at, 'start');
}

const wordStyle = { size: 12, weight: 'semibold', colour: quietInk } as const;

function wordWidth(word: string, fonts: Fonts): number {
  return fonts.widthOf(word, wordStyle) + 20;
}

function captionOf(text: string, fonts: Fonts) {
  const style = { size: 12, weight: 'regular', colour: ink } as const;
  return text === '' ? [] : wrapped(`[${text}]`, style, { fonts, width: 400 }).slice(0, 1);
}

function drawFrame(
  { top, word, text, parts }: Frame,
  { from, to, bottom }: { readonly from: number; readonly to: number; readonly bottom: number },
  fonts: Fonts,
): DrawnFrame {
  const rect = { x: from, y: top, width: to - from, height: bottom - top };
  const frame = element('path', { d: rounded(rect, 6), fill: '#f8fafc', stroke: '#94a3b8' });
  if (word === '') return { back: frame, front: '' };
  const width = wordWidth(word, fonts);
  const tab = element('path', {
    d: `M${short(from)} ${short(top + 6)}a6 6 0 0 1 6 -6h${short(width - 6)}v14l-8 8h${short(8 - width)}z`,
    fill: paper,
    stroke: '#94a3b8',
  });
  const name = textBlock([{ ...wordStyle, text: word }], { x: from + 8, y: top + 3 }, 'start');
  const head = caption(text, { x: from + width + 8, y: top + 3 }, fonts);
  const dividers = parts.map(({ y, text: condition }) => {
    const line = element('path', {
      d: `M${short(from)} ${short(y)}H${short(to)}`,
      stroke: lineColour,
      'stroke-dasharray': '4 4',
    });
    return line + caption(condition, { x: from + 10, y: y + 3 }, fonts);
  });
  return { back: frame, front: tab + name + head + dividers.join('') };
}
