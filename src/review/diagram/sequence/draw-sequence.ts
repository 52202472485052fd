import { rounded } from '../graph/outlines.ts';
import { drawShape } from '../graph/shapes.ts';
import type { Sheet } from '../graph/draw-graph.ts';
import { lineColour, quietInk, tones } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Rect } from '../svg/geometry.ts';
import { heightOf, textBlock, wrapped } from '../svg/text.ts';
import { element, short } from '../svg/xml.ts';
import { createActivations } from './activations.ts';
import { headOf, placeColumns, type Column, type Columns } from './columns.ts';
import { drawMessage, drawNote } from './draw-step.ts';
import { createFrames, type Frames } from './frames.ts';
import type { Actor, Sequence } from './model.ts';

/** From top to bottom, each step below the one before. */
export function drawSequence(sequence: Sequence, fonts: Fonts): Sheet {
  const columns = placeColumns(sequence, fonts);
  const frames = createFrames(fonts);
  const top = sequence.boxes.some(({ title }) => title !== '') ? 30 : 12;
  for (const column of columns.actors) {
    frames.reach(column.x - column.width / 2, column.x + column.width / 2);
  }
  const {
    front,
    y: end,
    bars,
    ends,
  } = drawSteps(sequence, columns, frames, {
    fonts,
    y: top + columns.height + 18,
  });
  const y = end + 14;
  const foot = end > 600;
  const back = [
    drawBoxes(sequence, columns, { top: 0, bottom: y + (foot ? columns.height + 10 : 0) }, fonts),
    frames.back(),
    ...columns.actors.map((column) =>
      drawLifeline(column, top + columns.height, ends.get(column.actor.id) ?? y),
    ),
    bars,
  ];
  const heads = columns.actors.flatMap((column) => [
    drawActor(column, headOf(column, top, columns.height)),
    foot ? drawActor(column, headOf(column, y, columns.height)) : '',
  ]);
  const boxAir = sequence.boxes.length > 0 ? 14 : 2;
  const left = frames.left - boxAir;
  return {
    svg: element(
      'g',
      { transform: `translate(${short(-left)} 0)` },
      [...back, frames.front(), front, ...heads].join(''),
    ),
    width: frames.right - left + boxAir,
    height: y + (foot ? columns.height : 0) + boxAir,
  };
}

interface Drawn {
  readonly front: string;
  /** Where the last step ends. */
  readonly y: number;
  /** The bars of those who are active. */
  readonly bars: string;
  /** Whose lines end earlier. */
  readonly ends: ReadonlyMap<string, number>;
}

function drawSteps(
  { steps }: Sequence,
  columns: Columns,
  frames: Frames,
  start: { readonly fonts: Fonts; readonly y: number },
): Drawn {
  const { fonts } = start;
  const activations = createActivations(columns);
  const front: string[] = [];
  const ends = new Map<string, number>();
  let y = start.y;
  for (const step of steps) {
    switch (step.kind) {
      case 'message':
      case 'note': {
        const drawn =
          step.kind === 'note'
            ? drawNote(step, columns, y, fonts)
            : drawMessage(step, columns, y, fonts);
        front.push(drawn.svg);
        frames.reach(drawn.left, drawn.right);
        y = drawn.bottom + 14;
        break;
      }
      case 'open':
        frames.open(y - 4, step.word, step.text);
        y += step.word === '' ? 6 : 28;
        break;
      case 'part':
        frames.part(y, step.text);
        y += 26;
        break;
      case 'close':
        frames.close(y);
        y += 14;
        break;
      case 'activate':
        activations.begin(step.actor, y - 14);
        break;
      case 'deactivate':
        activations.end(step.actor, y - 12);
        break;
      case 'destroy':
        ends.set(step.actor, y - 4);
        break;
    }
  }
  return { front: front.join(''), y, bars: activations.svg(y), ends };
}

function drawLifeline({ x }: Column, top: number, bottom: number): string {
  return element('path', {
    d: `M${short(x)} ${short(top)}V${short(bottom)}`,
    stroke: '#94a3b8',
    'stroke-dasharray': '3 4',
  });
}

function drawActor({ actor, name, x }: Column, rect: Rect): string {
  const tone = tones[actorTones[actor.kind]];
  const shape = actor.kind === 'person' ? 'pill' : 'rounded';
  const words = { x, y: rect.y + (rect.height - heightOf(name)) / 2 };
  return drawShape(shape, rect, tone) + textBlock(name, words);
}

const actorTones = {
  person: 'violet',
  database: 'green',
  queue: 'teal',
  part: 'blue',
} as const satisfies Record<Actor['kind'], keyof typeof tones>;

/** `box … end`: those who belong together, on a ground of their own. */
function drawBoxes(
  { boxes }: Sequence,
  columns: Columns,
  { top, bottom }: { readonly top: number; readonly bottom: number },
  fonts: Fonts,
): string {
  const style = { size: 13, weight: 'semibold', colour: quietInk } as const;
  return boxes
    .filter(({ actors }) => actors.length > 0)
    .map(({ title, actors }) => {
      const inside = actors.map((actor) => columns.of(actor));
      const left = Math.min(...inside.map(({ x, width }) => x - width / 2)) - 12;
      const right = Math.max(...inside.map(({ x, width }) => x + width / 2)) + 12;
      const rect = { x: left, y: top, width: right - left, height: bottom - top + 10 };
      const ground = element('path', {
        d: rounded(rect, 10),
        fill: '#f1f5f9',
        stroke: lineColour,
        'stroke-opacity': 0.4,
      });
      const lines = title === '' ? [] : wrapped(title, style, { fonts, width: rect.width });
      return ground + textBlock(lines.slice(0, 1), { x: (left + right) / 2, y: top + 6 });
    })
    .join('');
}
