import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { z } from 'zod';
import type { Point, Rect, Size } from '../svg/geometry.ts';

/** Where Graphviz puts things: y grows downwards, from the upper left corner. */
export interface Layout extends Size {
  /** By the index of the node, the edge or the cluster in the graph. */
  readonly nodes: ReadonlyMap<number, Point>;
  readonly clusters: ReadonlyMap<number, { readonly rect: Rect; readonly title: Point }>;
  readonly edges: ReadonlyMap<number, EdgeLayout>;
}

export interface EdgeLayout {
  /** A cubic spline: a start, then three points for each piece. */
  readonly points: readonly Point[];
  /** The tips of the heads, where there are any; the spline ends before them. */
  readonly fromTip: Point | null;
  readonly toTip: Point | null;
  readonly label: Point | null;
  readonly fromLabel: Point | null;
  readonly toLabel: Point | null;
}

export type LayOut = (dot: string) => Layout;

/** Loads Graphviz (WebAssembly, 0.1 s). Laying out is synchronous and may take long: only ever in a child. */
export async function loadGraphviz(): Promise<LayOut> {
  const graphviz = await Graphviz.load();
  return (dot) => readLayout(JSON.parse(graphviz.layout(dot, 'json', 'dot')));
}

const place = z.string().transform((text, context): Point => {
  const [x, y] = text.split(',').map(Number);
  if (x !== undefined && y !== undefined) return { x, y };
  context.addIssue('not a point');
  return z.NEVER;
});

const laidOut = z.object({
  bb: z.string(),
  objects: z
    .array(
      z.object({
        name: z.string(),
        bb: z.string().optional(),
        pos: place.optional(),
        lp: place.optional(),
      }),
    )
    .default([]),
  edges: z
    .array(
      z.object({
        id: z.string(),
        pos: z.string().optional(),
        lp: place.optional(),
        head_lp: place.optional(),
        tail_lp: place.optional(),
      }),
    )
    .default([]),
});

type LaidOut = z.infer<typeof laidOut>;

function readLayout(json: unknown): Layout {
  const { bb, objects, edges } = laidOut.parse(json);
  const [, , width = 0, height = 0] = bb.split(',').map(Number);
  // Graphviz counts from the lower left corner.
  const turn = ({ x, y }: Point): Point => ({ x, y: height - y });
  const nodes = new Map<number, Point>();
  const clusters = new Map<number, { rect: Rect; title: Point }>();
  for (const { name, pos, bb: box, lp } of objects) {
    const at = Number(/\d+$/.exec(name)?.[0]);
    if (pos !== undefined) nodes.set(at, turn(pos));
    if (box !== undefined) {
      const rect = readBox(box, height);
      clusters.set(at, { rect, title: lp === undefined ? rect : turn(lp) });
    }
  }
  const own = edges.filter(({ id }) => /^e\d+$/.test(id));
  const lines = own.map((edge) => [Number(edge.id.slice(1)), readEdge(edge, turn)] as const);
  return { width, height, nodes, clusters, edges: new Map(lines) };
}

function readBox(box: string, height: number): Rect {
  const [left = 0, bottom = 0, right = 0, top = 0] = box.split(',').map(Number);
  return { x: left, y: height - top, width: right - left, height: top - bottom };
}

function readEdge(edge: LaidOut['edges'][number], turn: (point: Point) => Point): EdgeLayout {
  const points: Point[] = [];
  const tips = new Map<string, Point>();
  for (const part of (edge.pos ?? '').split(' ').filter((text) => text !== '')) {
    const tip = /^([se]),(.*)$/.exec(part);
    const point = turn(place.parse(tip?.[2] ?? part));
    if (tip?.[1] === undefined) points.push(point);
    else tips.set(tip[1], point);
  }
  const turned = (point: Point | undefined): Point | null =>
    point === undefined ? null : turn(point);
  return {
    points,
    fromTip: tips.get('s') ?? null,
    toTip: tips.get('e') ?? null,
    label: turned(edge.lp),
    fromLabel: turned(edge.tail_lp),
    toLabel: turned(edge.head_lp),
  };
}
