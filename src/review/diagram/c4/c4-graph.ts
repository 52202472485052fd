import type { Graph, GraphEdge, GraphNode, Shape } from '../graph/model.ts';
import type { ToneName } from '../svg/colours.ts';
import type { C4Element, C4Model, C4Relation } from './model.ts';

/** The picture of a C4 list. A context view lifts the relations of what it hides to the systems around. */
export function c4Graph({ view, elements, relations }: C4Model): Graph {
  const byId = new Map(elements.map((element) => [element.id, element]));
  const inView = elements.filter((element) => view === 'container' || isOutermost(element));
  const opened = new Set(inView.map((element) => systemOf(element, byId)?.id));
  const visible = (id: string): string | null => {
    const element = byId.get(id);
    if (element === undefined) return null;
    return view === 'container' ? id : (systemOf(element, byId)?.id ?? id);
  };
  const edges = relations.flatMap((relation) => liftEdge(relation, visible));
  return {
    title: null,
    direction: 'TB',
    nodes: inView
      .filter((element) => !opened.has(element.id))
      .map((element) =>
        c4Node({
          ...element,
          description: element.description ?? '',
          technology: element.technology ?? '',
          external: element.external ?? false,
          parent: systemOf(element, byId)?.id ?? null,
        }),
      ),
    edges: merged(edges),
    clusters: inView
      .filter((element) => opened.has(element.id))
      .map(({ id, name }) => ({ id, parent: null, title: `${name} [system]`, look: 'boundary' })),
    leftOut: leftOutOf({ view, elements, relations }, inView.length, byId),
  };
}

/** One box of a C4 view, from a list or from Mermaid. */
export function c4Node(element: {
  readonly id: string;
  readonly name: string;
  readonly kind: C4Element['kind'];
  readonly description: string;
  readonly technology: string;
  readonly external: boolean;
  readonly parent: string | null;
}): GraphNode {
  const { id, name, kind, description, technology, external, parent } = element;
  const what = external && kind !== 'person' ? `external ${kind}` : kind;
  return {
    id,
    name,
    parent,
    shape: shapes[kind],
    tone: external ? 'grey' : tones[kind],
    body: {
      kind: 'words',
      title: name,
      small: technology === '' ? `[${what}]` : `[${what}: ${technology}]`,
      text: description,
    },
  };
}

const shapes: Readonly<Record<C4Element['kind'], Shape>> = {
  person: 'person',
  system: 'rounded',
  container: 'rect',
  database: 'cylinder',
  queue: 'queue',
};

const tones: Readonly<Record<C4Element['kind'], ToneName>> = {
  person: 'violet',
  system: 'blue',
  container: 'blue',
  database: 'green',
  queue: 'teal',
};

type ById = ReadonlyMap<string, C4Element>;

function isOutermost({ kind, within }: C4Element): boolean {
  return within === undefined || kind === 'person' || kind === 'system';
}

/** The system around something; null for what stands by itself, and for what refers to nothing. */
function systemOf(element: C4Element, byId: ById): C4Element | null {
  if (isOutermost(element) || element.within === undefined) return null;
  const system = byId.get(element.within);
  return system !== undefined && isOutermost(system) ? system : null;
}

function liftEdge(
  { from, to, label, technology }: C4Relation,
  visible: (id: string) => string | null,
): GraphEdge[] {
  const [start, end] = [visible(from), visible(to)];
  if (start === null || end === null || (start === end && from !== to)) return [];
  return [
    {
      from: start,
      to: end,
      label,
      small: technology === undefined ? '' : `[${technology}]`,
      line: 'solid',
      fromHead: 'none',
      toHead: 'arrow',
    },
  ];
}

/** Lines between the same two that say the same are one. */
function merged(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  return [
    ...new Map(
      edges.map((edge) => [JSON.stringify([edge.from, edge.to, edge.label, edge.small]), edge]),
    ).values(),
  ];
}

function leftOutOf({ view, elements, relations }: C4Model, shown: number, byId: ById): string[] {
  const hidden = elements.length - shown;
  const lost = relations.filter(({ from, to }) => !byId.has(from) || !byId.has(to));
  return [
    ...(view === 'context' && hidden > 0
      ? [`${hidden} containers inside of the systems are not shown in a context view.`]
      : []),
    ...lost.map(
      ({ from, to }) => `The relation ${from} → ${to} names an id that is not in the list.`,
    ),
  ];
}
