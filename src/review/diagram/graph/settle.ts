import type { Cluster, Graph, GraphNode } from './model.ts';

/**
 * A graph that can be laid out: a group without members is a box, and a line has two ends that exist. What is lost is
 * said.
 */
export function settle(graph: Graph): Graph {
  const parents = new Set([...graph.nodes, ...graph.clusters].map(({ parent }) => parent));
  const clusters = graph.clusters.filter(({ id }) => parents.has(id));
  const nodes = [...graph.nodes, ...graph.clusters.filter(({ id }) => !parents.has(id)).map(asBox)];
  const open = new Set(clusters.map(({ id }) => id));
  const known = new Set([...nodes.map(({ id }) => id), ...open]);
  const inside = (parent: string | null): string | null =>
    parent !== null && open.has(parent) ? parent : null;
  const edges = graph.edges.filter(
    ({ from, to }) => known.has(from) && known.has(to) && !(from === to && open.has(from)),
  );
  const lost = graph.edges.length - edges.length;
  return {
    ...graph,
    nodes: nodes.map((node) => ({ ...node, parent: inside(node.parent) })),
    clusters: clusters.map((cluster) => ({ ...cluster, parent: inside(cluster.parent) })),
    edges,
    leftOut:
      lost === 0
        ? graph.leftOut
        : [...graph.leftOut, `${lost} lines that lead to nothing, or from a group to itself.`],
  };
}

function asBox({ id, parent, title }: Cluster): GraphNode {
  const name = title === '' ? id : title;
  return {
    id,
    parent,
    name,
    shape: 'rect',
    tone: 'grey',
    body: { kind: 'words', text: name },
  };
}
