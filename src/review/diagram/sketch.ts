import { c4Graph } from './c4/c4-graph.ts';
import {
  describeGraph,
  describePriorities,
  describeSequence,
  type Description,
} from './describe.ts';
import { erGraph } from './er/er-graph.ts';
import { drawGraph } from './graph/draw-graph.ts';
import type { LayOut } from './graph/layout.ts';
import type { Graph } from './graph/model.ts';
import { settle } from './graph/settle.ts';
import type { Order } from './job.ts';
import { diagramLimits } from './limits.ts';
import type { ParseMermaid } from './mermaid/parser.ts';
import { readContent, typeName } from './mermaid/read.ts';
import type { SyntaxFault } from './mermaid/syntax-fault.ts';
import { drawPriorities } from './priorities/draw-priorities.ts';
import { drawSequence } from './sequence/draw-sequence.ts';
import type { Sequence } from './sequence/model.ts';
import type { Fonts } from './svg/fonts.ts';
import { frame, type Svg } from './svg/frame.ts';

/** A picture as SVG, with what it shows in words. */
export interface Sketch extends Description {
  readonly ok: true;
  readonly type: string;
  readonly svg: Svg;
  readonly leftOut: readonly string[];
}

export type Sketched =
  | Sketch
  | SyntaxFault
  | {
      readonly ok: false;
      readonly kind: 'unsupported';
      readonly type: string;
      readonly why: string;
    }
  | { readonly ok: false; readonly kind: 'too-large'; readonly why: string };

/** What drawing needs; each is loaded when it is first asked for. */
export interface Instruments {
  readonly fonts: () => Fonts;
  readonly mermaid: () => Promise<ParseMermaid>;
  readonly graphviz: () => Promise<LayOut>;
}

export async function sketch(
  order: Exclude<Order, { kind: 'check' }>,
  instruments: Instruments,
): Promise<Sketched> {
  switch (order.kind) {
    case 'mermaid':
      return sketchMermaid(order.source, instruments);
    case 'er':
      return sketchGraph('entity-relationship', erGraph(order.model), instruments);
    case 'c4':
      return sketchGraph(`C4 ${order.model.view}`, c4Graph(order.model), instruments);
    case 'priorities': {
      const fonts = instruments.fonts();
      const svg = frame(drawPriorities(order.items, fonts), null, fonts);
      return { ok: true, type: 'priorities', svg, leftOut: [], ...describePriorities(order.items) };
    }
  }
}

async function sketchMermaid(source: string, instruments: Instruments): Promise<Sketched> {
  const parse = await instruments.mermaid();
  const parsed = await parse(source);
  if (!parsed.ok) return parsed;
  const content = readContent(parsed.type, parsed.db);
  if (content === null) {
    const type = typeName(parsed.type);
    const why = `The syntax of this ${type} diagram is right, but its kind cannot be drawn here.`;
    return { ok: false, kind: 'unsupported', type, why };
  }
  return content.kind === 'graph'
    ? sketchGraph(content.type, content.graph, instruments)
    : sketchSequence(content.sequence, instruments);
}

async function sketchGraph(
  type: string,
  raw: Graph,
  { fonts: load, graphviz }: Instruments,
): Promise<Sketched> {
  const graph = settle(raw);
  const { boxes, lines, groups } = diagramLimits;
  const over = [
    excess(graph.nodes.length, boxes, 'boxes'),
    excess(graph.edges.length, lines, 'lines'),
    excess(graph.clusters.length, groups, 'groups'),
  ].find((why) => why !== null);
  if (over !== undefined) return tooLarge(over);
  if (graph.nodes.length === 0) return tooLarge('There is nothing in it to draw.');
  const fonts = load();
  const svg = frame(drawGraph(graph, fonts, await graphviz()), graph.title, fonts);
  return { ok: true, type, svg, leftOut: graph.leftOut, ...describeGraph(type, graph) };
}

function sketchSequence(sequence: Sequence, { fonts: load }: Instruments): Sketched {
  const { participants, steps } = diagramLimits;
  const over =
    excess(sequence.actors.length, participants, 'participants') ??
    excess(sequence.steps.length, steps, 'steps');
  if (over !== null) return tooLarge(over);
  if (sequence.actors.length === 0) return tooLarge('There is nothing in it to draw.');
  const fonts = load();
  const svg = frame(drawSequence(sequence, fonts), sequence.title, fonts);
  return { ok: true, type: 'sequence', svg, leftOut: [], ...describeSequence(sequence) };
}

function excess(count: number, most: number, what: string): string | null {
  if (count <= most) return null;
  return `It has ${count} ${what}; one picture holds up to ${most}. Split it, or show less.`;
}

function tooLarge(why: string): Sketched {
  return { ok: false, kind: 'too-large', why };
}
