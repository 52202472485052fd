import type { Size } from '../svg/geometry.ts';
import { headLength } from './heads.ts';
import type { Cluster, Graph, GraphEdge, GraphNode, Head, Shape } from './model.ts';

/** How large everything is that Graphviz must find a place for. */
export interface Sizes {
  readonly node: (node: GraphNode) => Size;
  /** Null where there is no label. */
  readonly edgeLabel: (edge: GraphEdge) => Size | null;
  readonly endLabel: (edge: GraphEdge, end: 'from' | 'to') => Size | null;
  readonly clusterTitle: (cluster: Cluster) => Size;
}

/**
 * A graph for Graphviz to lay out. It holds numbers and names of our own making only ("n3", "cluster_1"): no text of
 * an author is ever in it, so none can break it. What is drawn at the places that come back is our own matter.
 */
export function writeDot(graph: Graph, sizes: Sizes): string {
  const names = namesOf(graph);
  const inside = (parent: string | null): string[] => [
    ...graph.nodes
      .filter((node) => node.parent === parent)
      .map((node) => `${names.node(node.id)} [${boxOf(sizes.node(node), node.shape)}];`),
    ...graph.clusters
      .filter((cluster) => cluster.parent === parent)
      .flatMap((cluster) => [
        `subgraph ${names.cluster(cluster.id)} {`,
        `label=${reserved(sizes.clusterTitle(cluster))}; labeljust=l; margin=16;`,
        ...inside(cluster.id),
        '}',
      ]),
  ];
  return [
    'digraph {',
    `graph [rankdir=${graph.direction}, compound=true, nodesep=0.45, ranksep=0.6];`,
    'node [fixedsize=true, label=""];',
    ...inside(null),
    ...graph.edges.map((edge, at) => writeEdge(edge, at, names, sizes)),
    ...spreadAlone(graph, names),
    '}',
  ].join('\n');
}

interface Names {
  node(id: string): string;
  cluster(id: string): string;
  /** A node for an end of a line: its own, or one inside of the cluster that it leads to. */
  anchor(id: string): { readonly node: string; readonly cluster: string | null };
  /** The clusters that something is in, from the outside inwards. */
  within(id: string): readonly string[];
}

function namesOf({ nodes, clusters }: Graph): Names {
  const nodeAt = new Map(nodes.map((node, at) => [node.id, at]));
  const clusterAt = new Map(clusters.map((cluster, at) => [cluster.id, at]));
  const parents = new Map([...nodes, ...clusters].map(({ id, parent }) => [id, parent]));
  const node = (id: string): string => `n${nodeAt.get(id) ?? 0}`;
  const cluster = (id: string): string => `cluster_${clusterAt.get(id) ?? 0}`;
  const within = (id: string): string[] => {
    const parent = parents.get(id) ?? null;
    return parent === null ? [] : [...within(parent), parent];
  };
  return {
    node,
    cluster,
    within,
    anchor(id) {
      if (nodeAt.has(id)) return { node: node(id), cluster: null };
      const inner = nodes.find((candidate) => within(candidate.id).includes(id));
      return { node: inner === undefined ? 'n0' : node(inner.id), cluster: id };
    },
  };
}

function writeEdge(edge: GraphEdge, at: number, names: Names, sizes: Sizes): string {
  const from = names.anchor(edge.from);
  const to = names.anchor(edge.to);
  const attributes = [`id=e${at}`, ...headsOf(edge)];
  // A line is cut at a cluster's border only if its other end is outside of it.
  if (from.cluster !== null && !names.within(edge.to).includes(from.cluster)) {
    attributes.push(`ltail=${names.cluster(from.cluster)}`);
  }
  if (to.cluster !== null && !names.within(edge.from).includes(to.cluster)) {
    attributes.push(`lhead=${names.cluster(to.cluster)}`);
  }
  const label = sizes.edgeLabel(edge);
  if (label !== null) attributes.push(`label=${reserved(label)}`);
  const fromLabel = sizes.endLabel(edge, 'from');
  if (fromLabel !== null) attributes.push(`taillabel=${reserved(fromLabel)}`);
  const toLabel = sizes.endLabel(edge, 'to');
  if (toLabel !== null) attributes.push(`headlabel=${reserved(toLabel)}`);
  if (fromLabel !== null || toLabel !== null) attributes.push('labeldistance=2, labelangle=-30');
  // A cluster's border and title, and words at the ends, need room on the way.
  const isRoomy =
    from.cluster !== null || to.cluster !== null || fromLabel !== null || toLabel !== null;
  const length = Math.max(edge.length ?? 1, isRoomy ? 2 : 1);
  if (length > 1) attributes.push(`minlen=${Math.min(length, 6)}`);
  return `${from.node} -> ${to.node} [${attributes.join(', ')}];`;
}

/** Boxes without a line would stand in one long row; unseen lines make it a block. Graphviz' own packing loses labels. */
function spreadAlone({ nodes, edges }: Graph, names: Names): string[] {
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const alone = nodes.filter(({ id, parent }) => parent === null && !joined.has(id));
  const across = Math.ceil(Math.sqrt(alone.length));
  return alone.flatMap((node, at) => {
    const next = alone[at + 1];
    if (next === undefined || (at + 1) % across === 0) return [];
    return [`${names.node(node.id)} -> ${names.node(next.id)} [id=unseen, style=invis];`];
  });
}

/** Room at the ends of a line for what is drawn there. Ten points is Graphviz' own arrow. */
function headsOf({ fromHead, toHead }: GraphEdge): readonly string[] {
  const both = Math.max(headLength[fromHead], headLength[toHead]);
  if (both === 0) return ['dir=none'];
  return [
    'dir=both',
    `arrowhead=${headName(toHead)}`,
    `arrowtail=${headName(fromHead)}`,
    `arrowsize=${both / 10}`,
  ];
}

function headName(head: Head): string {
  return head === 'none' ? 'none' : 'normal';
}

function boxOf({ width, height }: Size, shape: Shape): string {
  return `shape=${clippedAs[shape] ?? 'box'}, width=${inches(width)}, height=${inches(height)}`;
}

/** The outline that lines end at, where it is not the box around the shape. */
const clippedAs: Readonly<Partial<Record<Shape, string>>> = {
  circle: 'ellipse',
  'double-circle': 'ellipse',
  start: 'ellipse',
  end: 'ellipse',
  dot: 'ellipse',
  diamond: 'diamond',
};

function inches(pixels: number): string {
  return (pixels / 72).toFixed(4);
}

/** An empty table of that size: room for a label without its text. */
function reserved({ width, height }: Size): string {
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}"`;
  return `<<table border="0" cellborder="0" cellspacing="0" cellpadding="0" fixedsize="true" ${size}><tr><td></td></tr></table>>`;
}
