import type { Graph, GraphEdge, GraphNode, Shape } from '../graph/model.ts';
import { plainLabel } from './label.ts';
import { graphOf, ownStyles, rowsOf, type DataEdge, type DataNode } from './rows.ts';

export function readStates(db: unknown): Graph {
  const { nodes, edges } = rowsOf(db);
  // Mermaid puts a note and its state into a group of their own; the dashed line between them says it, too.
  const shown = nodes
    .filter((node) => node.shape !== 'noteGroup')
    .map((node) => (node.shape === 'note' ? { ...node, isGroup: false, parentId: null } : node));
  return graphOf(db, { nodes: shown, edges }, readNode, readEdge);
}

function readNode(node: DataNode): GraphNode {
  const shape = shapes[node.shape ?? ''] ?? 'rounded';
  const title = plainLabel(node.label);
  const own = ownStyles(node);
  return {
    id: node.id,
    name: names[shape] ?? title.replaceAll('\n', ' '),
    parent: node.parentId ?? null,
    shape,
    body: bodyOf(node, shape, title),
    tone:
      shape === 'note'
        ? 'yellow'
        : shape === 'diamond'
          ? 'amber'
          : wordless.has(shape)
            ? 'dark'
            : 'blue',
    ...(own.size === 0 || shape === 'note' ? {} : { own }),
  };
}

const shapes: Readonly<Partial<Record<string, Shape>>> = {
  stateStart: 'start',
  stateEnd: 'end',
  choice: 'diamond',
  fork: 'bar',
  join: 'bar',
  note: 'note',
};

const names: Readonly<Partial<Record<Shape, string>>> = {
  start: '(start)',
  end: '(end)',
  bar: '(fork or join)',
  diamond: '(choice)',
};

const wordless: ReadonlySet<Shape> = new Set<Shape>(['start', 'end', 'bar']);

function bodyOf(node: DataNode, shape: Shape, title: string): GraphNode['body'] {
  if (wordless.has(shape) || shape === 'diamond') return { kind: 'none' };
  const more = plainLabel(node.description);
  return node.shape === 'rectWithTitle' && more !== ''
    ? { kind: 'words', title, text: more }
    : { kind: 'words', text: title };
}

function readEdge(edge: DataEdge): GraphEdge {
  const isNote = !edge.arrowTypeEnd;
  return {
    from: edge.start,
    to: edge.end,
    label: plainLabel(edge.label),
    line: isNote ? 'dashed' : 'solid',
    fromHead: 'none',
    toHead: isNote ? 'none' : 'arrow',
  };
}
