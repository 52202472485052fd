import { element } from '../svg/xml.ts';
import type { Columns } from './columns.ts';

/** The bars on the lines of those who are at work. */
export interface Activations {
  begin(actor: string, y: number): void;
  end(actor: string, y: number): void;
  /** Bars that nobody ended run to the bottom. */
  svg(bottom: number): string;
}

export function createActivations(columns: Columns): Activations {
  const open = new Map<string, number[]>();
  const drawn: string[] = [];
  const draw = (actor: string, depth: number, top: number, bottom: number): string =>
    element('rect', {
      x: columns.of(actor).x - 5 + depth * 5,
      y: top,
      width: 10,
      height: Math.max(8, bottom - top),
      rx: 2,
      fill: '#dbeafe',
      stroke: '#3b82f6',
    });
  return {
    begin(actor, y) {
      open.set(actor, [...(open.get(actor) ?? []), y]);
    },
    end(actor, y) {
      const starts = open.get(actor) ?? [];
      const top = starts.at(-1);
      if (top === undefined) return;
      open.set(actor, starts.slice(0, -1));
      drawn.push(draw(actor, starts.length - 1, top, y));
    },
    svg(bottom) {
      const left = [...open].flatMap(([actor, starts]) =>
        starts.map((top, depth) => draw(actor, depth, top, bottom)),
      );
      return [...left, ...drawn.toReversed()].join('');
    },
  };
}
