import { ink } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import type { Rect } from '../svg/geometry.ts';
import { heightOf, widestOf, wrapped, type Line } from '../svg/text.ts';
import type { Actor, Sequence, Step } from './model.ts';

/** Where each actor's line runs. */
export interface Columns {
  readonly height: number;
  readonly actors: readonly Column[];
  of(actor: string): Column;
}

export interface Column {
  readonly actor: Actor;
  readonly at: number;
  readonly x: number;
  readonly width: number;
  readonly name: readonly Line[];
}

/** Words of messages and notes are wrapped at this width. */
const textWidth = 220;

export function messageLines(text: string, fonts: Fonts): readonly Line[] {
  if (text === '') return [];
  return wrapped(text, { size: 13, weight: 'regular', colour: ink }, { fonts, width: textWidth });
}

/** Columns as far apart as the words between them ask for. */
export function placeColumns({ actors, steps }: Sequence, fonts: Fonts): Columns {
  const style = { size: 14, weight: 'semibold', colour: ink } as const;
  const names = actors.map(({ name }) => wrapped(name, style, { fonts, width: 150 }));
  const widths = names.map((name) => Math.max(84, widestOf(name, fonts) + 28));
  const index = new Map(actors.map(({ id }, at) => [id, at]));
  const gaps = widths.slice(1).map((width, at) => (width + (widths[at] ?? 0)) / 2 + 28);
  for (const need of steps.flatMap((step) => needOf(step, index, fonts))) widen(gaps, need);
  let x = 0;
  const columns = actors.map((actor, at): Column => {
    x += at === 0 ? 0 : (gaps[at - 1] ?? 0);
    return { actor, at, x, width: widths[at] ?? 0, name: names[at] ?? [] };
  });
  const byId = new Map(columns.map((column) => [column.actor.id, column]));
  return {
    height: Math.max(...names.map(heightOf), 0) + 20,
    actors: columns,
    of(actor) {
      const column = byId.get(actor);
      if (column === undefined) throw new Error('a step names an actor that does not take part');
      return column;
    },
  };
}

/** So much room from one column to another. */
interface Need {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

function needOf(step: Step, index: ReadonlyMap<string, number>, fonts: Fonts): Need[] {
  if (step.kind === 'message') {
    const [from, to] = [index.get(step.from) ?? 0, index.get(step.to) ?? 0];
    const width = widestOf(messageLines(step.text, fonts), fonts) + 48;
    if (from === to) return [{ from, to: from + 1, width: width + 30 }];
    return [{ from: Math.min(from, to), to: Math.max(from, to), width }];
  }
  if (step.kind !== 'note') return [];
  const width = widestOf(messageLines(step.text, fonts), fonts) + 48;
  const ends = step.over.map((actor) => index.get(actor) ?? 0);
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  if (step.side === 'left') return [{ from: left - 1, to: left, width }];
  if (step.side === 'right') return [{ from: right, to: right + 1, width }];
  if (left !== right) return [{ from: left, to: right, width: width - 60 }];
  return [
    { from: left - 1, to: left, width: width / 2 + 20 },
    { from: left, to: left + 1, width: width / 2 + 20 },
  ];
}

/** What is missing is spread over the gaps between. Beyond the first and the last column there is room. */
function widen(gaps: number[], { from, to, width }: Need): void {
  const between = gaps.slice(Math.max(from, 0), to);
  if (from < 0 || between.length < to - from) return;
  const missing = width - between.reduce((sum, gap) => sum + gap, 0);
  if (missing <= 0) return;
  for (let at = from; at < to; at += 1) gaps[at] = (gaps[at] ?? 0) + missing / (to - from);
}

export function headOf(column: Column, y: number, height: number): Rect {
  return { x: column.x - column.width / 2, y, width: column.width, height };
}
