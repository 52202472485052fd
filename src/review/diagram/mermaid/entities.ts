import type { Graph, GraphEdge, GraphNode, Head } from '../graph/model.ts';
import { plainLabel } from './label.ts';
import { graphOf, ownStyles, rowsOf, type DataEdge, type DataNode } from './rows.ts';

/** An `erDiagram`. */
export function readEntities(db: unknown): Graph {
  return graphOf(db, rowsOf(db), readEntity, readReference);
}

function readEntity(node: DataNode): GraphNode {
  const title = plainLabel(node.alias === undefined || node.alias === '' ? node.label : node.alias);
  const own = ownStyles(node);
  return {
    id: node.id,
    name: title,
    parent: node.parentId ?? null,
    shape: 'rect',
    tone: 'blue',
    body: {
      kind: 'table',
      title,
      sections: [
        (node.attributes ?? []).map(({ type, name, keys, comment }) => [
          { text: keys.join(', '), look: 'strong' },
          { text: plainLabel(name), look: keys.includes('PK') ? 'strong' : 'name' },
          { text: plainLabel(type), look: 'quiet' },
          { text: plainLabel(comment), look: 'quiet' },
        ]),
      ],
    },
    ...(own.size === 0 ? {} : { own }),
  };
}

function readReference(edge: DataEdge): GraphEdge {
  return {
    from: edge.start,
    to: edge.end,
    label: plainLabel(edge.label),
    line: edge.pattern === 'dashed' ? 'dashed' : 'solid',
    fromHead: feet[edge.arrowTypeStart ?? ''] ?? 'none',
    toHead: feet[edge.arrowTypeEnd ?? ''] ?? 'none',
  };
}

const feet: Readonly<Partial<Record<string, Head>>> = {
  only_one: 'one',
  zero_or_one: 'zero-or-one',
  one_or_more: 'one-or-more',
  zero_or_more: 'zero-or-more',
  md_parent: 'one',
};
