import type { Cell, Graph, GraphEdge, GraphNode, Head } from '../graph/model.ts';
import { plainLabel } from './label.ts';
import { graphOf, ownStyles, rowsOf, type DataEdge, type DataNode } from './rows.ts';

/** A `classDiagram`. */
export function readClasses(db: unknown): Graph {
  return graphOf(db, rowsOf(db), readClass, readRelation);
}

function readClass(node: DataNode): GraphNode {
  const title = plainLabel(node.text ?? node.label);
  const common = { id: node.id, name: title.replaceAll('\n', ' '), parent: node.parentId ?? null };
  if (node.shape === 'note') {
    return { ...common, shape: 'note', tone: 'yellow', body: { kind: 'words', text: title } };
  }
  if (node.shape !== 'classBox') {
    // The class's end of a lollipop: its name beside the line.
    return { ...common, shape: 'plain', tone: 'grey', body: { kind: 'words', text: title } };
  }
  const own = ownStyles(node);
  const over = (node.annotations ?? [])
    .map((annotation) => `«${plainLabel(annotation)}»`)
    .join(' ');
  return {
    ...common,
    shape: 'rect',
    tone: 'blue',
    body: {
      kind: 'table',
      title,
      ...(over === '' ? {} : { over }),
      sections: [(node.members ?? []).map(readMember), (node.methods ?? []).map(readMember)],
    },
    ...(own.size === 0 ? {} : { own }),
  };
}

/** Mermaid escapes the visibility mark for Markdown: `\+get()`. A `$` means static, a `*` abstract. */
function readMember({
  text,
  classifier,
}: {
  readonly text: string;
  readonly classifier: string;
}): readonly Cell[] {
  const plain = plainLabel(text.replace(/^\\(?=[+\-#~])/, '')).replaceAll('~', '');
  const isAbstract = classifier === '*';
  return [
    {
      text: isAbstract ? `${plain} {abstract}` : plain,
      look: classifier === '$' ? 'underlined' : 'name',
    },
  ];
}

function readRelation(edge: DataEdge): GraphEdge {
  return {
    from: edge.start,
    to: edge.end,
    label: plainLabel(edge.label),
    fromLabel: plainLabel(edge.startLabelRight),
    toLabel: plainLabel(edge.endLabelLeft),
    line: edge.pattern === 'dashed' || edge.pattern === 'dotted' ? 'dashed' : 'solid',
    fromHead: heads[edge.arrowTypeStart ?? ''] ?? 'none',
    toHead: heads[edge.arrowTypeEnd ?? ''] ?? 'none',
  };
}

const heads: Readonly<Partial<Record<string, Head>>> = {
  extension: 'triangle',
  composition: 'filled-diamond',
  aggregation: 'diamond',
  dependency: 'arrow',
  lollipop: 'circle',
};
