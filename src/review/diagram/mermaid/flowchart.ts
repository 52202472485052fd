import type { Graph, GraphEdge, GraphNode, Head, Shape } from '../graph/model.ts';
import type { ToneName } from '../svg/colours.ts';
import { plainLabel } from './label.ts';
import { graphOf, ownStyles, rowsOf, type DataEdge, type DataNode } from './rows.ts';

export function readFlowchart(db: unknown): Graph {
  const rows = rowsOf(db);
  const graph = graphOf(db, rows, readNode, readEdge);
  if (!rows.nodes.some((node) => isTurned(node, graph.direction))) return graph;
  const told = 'The direction of single subgraphs is not followed: the whole runs one way.';
  return { ...graph, leftOut: [told] };
}

function isTurned({ dir }: DataNode, direction: Graph['direction']): boolean {
  return dir !== null && dir !== undefined && dir.replace('TD', 'TB') !== direction;
}

function readNode(node: DataNode): GraphNode {
  const shape = shapeOf(node.shape ?? 'rect');
  const text = plainLabel(node.label);
  const wordless = shape === 'bar' || shape === 'start' || shape === 'end' || shape === 'dot';
  const own = ownStyles(node);
  return {
    id: node.id,
    name: text === '' ? node.id : text.replaceAll('\n', ' '),
    parent: node.parentId ?? null,
    shape,
    body: wordless ? { kind: 'none' } : { kind: 'words', text },
    tone: toneByShape[shape] ?? 'blue',
    ...(own.size === 0 ? {} : { own }),
  };
}

function shapeOf(name: string): Shape {
  return shapesByName[name] ?? 'rect';
}

/** Mermaid's names, those of brackets and those of `@{ shape: … }`. What is not here is a box. */
const shapesByName: Readonly<Partial<Record<string, Shape>>> = {
  roundedRect: 'rounded',
  rounded: 'rounded',
  event: 'rounded',
  stadium: 'pill',
  pill: 'pill',
  terminal: 'pill',
  circle: 'circle',
  circ: 'circle',
  ellipse: 'pill',
  doublecircle: 'double-circle',
  'dbl-circ': 'double-circle',
  'double-circle': 'double-circle',
  diamond: 'diamond',
  diam: 'diamond',
  decision: 'diamond',
  question: 'diamond',
  hexagon: 'hexagon',
  hex: 'hexagon',
  prepare: 'hexagon',
  cylinder: 'cylinder',
  cyl: 'cylinder',
  db: 'cylinder',
  database: 'cylinder',
  'lin-cyl': 'cylinder',
  disk: 'cylinder',
  'h-cyl': 'queue',
  das: 'queue',
  'horizontal-cylinder': 'queue',
  lean_right: 'lean-right',
  'lean-r': 'lean-right',
  'lean-right': 'lean-right',
  'in-out': 'lean-right',
  lean_left: 'lean-left',
  'lean-l': 'lean-left',
  'lean-left': 'lean-left',
  'out-in': 'lean-left',
  trapezoid: 'trapezoid',
  'trap-b': 'trapezoid',
  inv_trapezoid: 'trapezoid-down',
  'trap-t': 'trapezoid-down',
  manual: 'trapezoid-down',
  subroutine: 'subroutine',
  subproc: 'subroutine',
  subprocess: 'subroutine',
  'fr-rect': 'subroutine',
  odd: 'flag',
  rect_left_inv_arrow: 'flag',
  note: 'note',
  doc: 'note',
  docs: 'note',
  document: 'note',
  documents: 'note',
  text: 'plain',
  'sm-circ': 'start',
  start: 'start',
  'fr-circ': 'end',
  stop: 'end',
  fork: 'bar',
  join: 'bar',
  'f-circ': 'dot',
  junction: 'dot',
};

const toneByShape: Readonly<Partial<Record<Shape, ToneName>>> = {
  diamond: 'amber',
  cylinder: 'green',
  queue: 'teal',
  circle: 'violet',
  'double-circle': 'violet',
  pill: 'violet',
  note: 'yellow',
  hexagon: 'teal',
  start: 'dark',
  end: 'dark',
  bar: 'dark',
  dot: 'dark',
};

function readEdge(edge: DataEdge): GraphEdge {
  return {
    from: edge.start,
    to: edge.end,
    label: plainLabel(edge.label),
    line: lineOf(edge),
    fromHead: heads[edge.arrowTypeStart ?? ''] ?? 'none',
    toHead: heads[edge.arrowTypeEnd ?? ''] ?? 'none',
    ...(edge.minlen === undefined ? {} : { length: edge.minlen }),
  };
}

function lineOf({ thickness }: DataEdge): GraphEdge['line'] {
  if (thickness === 'invisible') return 'invisible';
  if (thickness === 'thick') return 'thick';
  return thickness === 'dotted' ? 'dashed' : 'solid';
}

const heads: Readonly<Partial<Record<string, Head>>> = {
  arrow_point: 'arrow',
  arrow_circle: 'circle',
  arrow_cross: 'cross',
};
