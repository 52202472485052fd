import { z } from 'zod';
import type { Cluster, Graph, GraphEdge, GraphNode } from '../graph/model.ts';
import { plainLabel } from './label.ts';

/** Calls a method of what the parser made; undefined where it has none. Its types are not ours, so all is parsed. */
export function ask(db: unknown, method: string): unknown {
  if (typeof db !== 'object' || db === null || !(method in db)) return undefined;
  const found: unknown = Reflect.get(db, method);
  return typeof found === 'function' ? Reflect.apply(found, db, []) : undefined;
}

const styles = z.array(z.string()).nullish();

/** Nodes and lines as the flowchart, class, state and ER databases give them for Mermaid's own layouts. */
const graphData = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      label: z.unknown().optional(),
      text: z.string().optional(),
      alias: z.string().optional(),
      shape: z.string().optional(),
      parentId: z.string().nullish(),
      isGroup: z.boolean().optional(),
      dir: z.string().nullish(),
      cssStyles: styles,
      cssCompiledStyles: styles,
      styles,
      description: z.unknown().optional(),
      attributes: z
        .array(
          z.object({
            type: z.string(),
            name: z.string(),
            keys: z.array(z.string()).default([]),
            comment: z.string().default(''),
          }),
        )
        .optional(),
      annotations: z.array(z.string()).optional(),
      members: z.array(z.object({ text: z.string(), classifier: z.string() })).optional(),
      methods: z.array(z.object({ text: z.string(), classifier: z.string() })).optional(),
    }),
  ),
  edges: z.array(
    z.object({
      start: z.string(),
      end: z.string(),
      label: z.unknown().optional(),
      arrowTypeStart: z.string().nullish(),
      arrowTypeEnd: z.string().nullish(),
      thickness: z.string().nullish(),
      pattern: z.string().nullish(),
      minlen: z.number().optional(),
      startLabelRight: z.string().optional(),
      endLabelLeft: z.string().optional(),
    }),
  ),
});

export type Rows = z.infer<typeof graphData>;
export type DataNode = Rows['nodes'][number];
export type DataEdge = Rows['edges'][number];

export function rowsOf(db: unknown): Rows {
  return graphData.parse(ask(db, 'getData'));
}

/** The graph that the rows are, node by node and line by line. */
export function graphOf(
  db: unknown,
  { nodes, edges }: Rows,
  readNode: (node: DataNode) => GraphNode,
  readEdge: (edge: DataEdge) => GraphEdge,
): Graph {
  return {
    title: titleOf(db),
    direction: directionOf(db),
    nodes: nodes.filter(isBox).map(readNode),
    edges: edges.map(readEdge),
    clusters: readGroups(nodes),
    leftOut: [],
  };
}

/** "LR" where the source says so; Mermaid's own default otherwise. */
function directionOf(db: unknown): Graph['direction'] {
  const said = z.enum(['TB', 'TD', 'BT', 'LR', 'RL']).catch('TB').parse(ask(db, 'getDirection'));
  return said === 'TD' ? 'TB' : said;
}

export function titleOf(db: unknown): string | null {
  const title = ask(db, 'getDiagramTitle');
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}

/** `["fill:#f9f,stroke:#333", "color: red"]` → fill, stroke, color. */
export function ownStyles(node: DataNode): ReadonlyMap<string, string> {
  const declarations = [node.cssCompiledStyles, node.cssStyles, node.styles]
    .flatMap((list) => list ?? [])
    .flatMap((text) => text.split(/[;,](?![^(]*\))/));
  return new Map(
    declarations.flatMap((declaration) => {
      const [property, value] = declaration.split(':').map((part) => part.trim());
      return property === undefined || value === undefined ? [] : [[property, value] as const];
    }),
  );
}

function isBox(node: DataNode): boolean {
  return node.isGroup !== true;
}

/** The groups among the nodes: subgraphs, namespaces. */
function readGroups(nodes: readonly DataNode[]): readonly Cluster[] {
  return nodes
    .filter((node) => !isBox(node))
    .map((node) => ({
      id: node.id,
      parent: node.parentId ?? null,
      title: plainLabel(node.label),
      look: node.shape === 'divider' ? 'boundary' : 'group',
    }));
}
