import { paper, tones, withOwnColours, type Tone } from '../svg/colours.ts';
import type { Fonts } from '../svg/fonts.ts';
import { around, type Rect, type Size } from '../svg/geometry.ts';
import { element } from '../svg/xml.ts';
import { measureBody, type MeasuredBody } from './body.ts';
import { writeDot, type Sizes } from './dot.ts';
import { drawCluster, drawClusterTitle } from './draw-cluster.ts';
import { drawEdge, drawEdgeLabels } from './draw-edge.ts';
import { clusterTitle, edgeLabel, endLabel, roomFor } from './labels.ts';
import type { LayOut } from './layout.ts';
import type { Graph, GraphNode } from './model.ts';
import { outlineOf } from './outlines.ts';
import { contentPlace, drawShape, sizeFor } from './shapes.ts';

/** A picture before it has a frame and a title: SVG elements in a box of that size. */
export interface Sheet extends Size {
  readonly svg: string;
}

/** Lays a graph out and draws it: groups at the back, then lines, boxes, and the words on lines. */
export function drawGraph(graph: Graph, fonts: Fonts, layOut: LayOut): Sheet {
  const boxes = graph.nodes.map((node) => measureBox(node, fonts));
  const layout = layOut(writeDot(graph, sizesOf(graph, boxes, fonts)));
  const svg = [
    ...graph.clusters.map((cluster, at) =>
      drawCluster(cluster, layout.clusters.get(at), graph.clusters),
    ),
    ...graph.edges.map((edge, at) => drawEdge(edge, layout.edges.get(at))),
    ...graph.clusters.map((cluster, at) =>
      drawClusterTitle(cluster, layout.clusters.get(at), graph.clusters, fonts),
    ),
    ...boxes.map((box, at) => {
      const center = layout.nodes.get(at);
      return center === undefined ? '' : drawBox(box, around(center, box.size));
    }),
    ...graph.edges.map((edge, at) => drawEdgeLabels(edge, layout.edges.get(at), fonts)),
  ];
  return { svg: svg.join(''), width: layout.width, height: layout.height };
}

interface Box {
  readonly node: GraphNode;
  readonly body: MeasuredBody;
  readonly size: Size;
}

function measureBox(node: GraphNode, fonts: Fonts): Box {
  const body = measureBody(node.body, fonts);
  return { node, body, size: node.body.kind === 'table' ? body : sizeFor(node.shape, body) };
}

function drawBox({ node, body }: Box, rect: Rect): string {
  const tone = toneOf(node);
  const content = body.draw(contentPlace(node.shape, rect), tone);
  if (node.body.kind !== 'table') return drawShape(node.shape, rect, tone) + content;
  // A table is white, its heading brings the colour; its frame is drawn last, over the heading's edges.
  const ground = element('path', { d: outlineOf('rect', rect), fill: paper });
  return ground + content + drawShape('rect', rect, { ...tone, fill: 'none' });
}

function toneOf({ tone, own }: GraphNode): Tone {
  return own === undefined ? tones[tone] : withOwnColours(tones[tone], own);
}

function sizesOf({ nodes }: Graph, boxes: readonly Box[], fonts: Fonts): Sizes {
  const sizes = new Map(nodes.map((node, at) => [node, boxes[at]?.size]));
  return {
    node: (node) => sizes.get(node) ?? { width: 0, height: 0 },
    edgeLabel: (edge) => roomFor(edgeLabel(edge, fonts), fonts, { width: 18, height: 8 }),
    endLabel: (edge, end) => {
      const lines = endLabel(end === 'from' ? edge.fromLabel : edge.toLabel, fonts);
      return roomFor(lines, fonts, { width: 12, height: 6 });
    },
    clusterTitle: (cluster) => {
      const lines = clusterTitle(cluster, fonts);
      return roomFor(lines, fonts, { width: 8, height: 6 }) ?? { width: 1, height: 1 };
    },
  };
}
