import { z } from 'zod';
import type { Graph, GraphNode, Shape } from '../graph/model.ts';
import type { ToneName } from '../svg/colours.ts';
import { plainLabel } from './label.ts';
import { ask, titleOf } from './rows.ts';

const inside = z.string().nullish();

const services = z.array(
  z.object({
    id: z.string(),
    title: z.unknown().optional(),
    icon: z.string().nullish(),
    in: inside,
  }),
);
const junctions = z.array(z.object({ id: z.string(), in: inside }));
const lines = z.array(
  z.object({
    lhsId: z.string(),
    lhsDir: z.string(),
    lhsInto: z.boolean().nullish(),
    lhsGroup: z.boolean().nullish(),
    rhsId: z.string(),
    rhsDir: z.string(),
    rhsInto: z.boolean().nullish(),
    rhsGroup: z.boolean().nullish(),
    title: z.unknown().optional(),
  }),
);

/** An `architecture-beta`: its sides (L, R, T, B) become one direction of reading; all else is kept. */
export function readArchitecture(db: unknown): Graph {
  const nodes = services.parse(ask(db, 'getServices'));
  const joints = junctions.parse(ask(db, 'getJunctions'));
  const groups = services.parse(ask(db, 'getGroups'));
  const edges = lines.parse(ask(db, 'getEdges'));
  const home = new Map([...nodes, ...joints].map((node) => [node.id, node.in ?? null]));
  /** `db{group}:R` starts at the border of the group that db is in. */
  const end = (id: string, ofGroup: boolean | null | undefined): string =>
    ofGroup === true ? (home.get(id) ?? id) : id;
  return {
    title: titleOf(db),
    direction: directionOf(edges),
    nodes: [
      ...nodes.map(readService),
      ...joints.map((joint): GraphNode => ({
        id: joint.id,
        name: '(junction)',
        parent: joint.in ?? null,
        shape: 'dot',
        tone: 'grey',
        body: { kind: 'none' },
      })),
    ],
    edges: edges.map((edge) => ({
      from: end(edge.lhsId, edge.lhsGroup),
      to: end(edge.rhsId, edge.rhsGroup),
      label: plainLabel(edge.title),
      line: 'solid',
      fromHead: edge.lhsInto === true ? 'arrow' : 'none',
      toHead: edge.rhsInto === true ? 'arrow' : 'none',
    })),
    clusters: groups.map((group) => ({
      id: group.id,
      parent: group.in ?? null,
      title: plainLabel(group.title ?? group.id),
      look: 'group',
    })),
    leftOut: [],
  };
}

function directionOf(edges: z.infer<typeof lines>): Graph['direction'] {
  const sideways = edges.filter(({ lhsDir }) => lhsDir === 'L' || lhsDir === 'R');
  if (sideways.length * 2 < edges.length) {
    const up = edges.filter(({ lhsDir }) => lhsDir === 'T').length;
    return up * 2 > edges.length ? 'BT' : 'TB';
  }
  return sideways.filter(({ lhsDir }) => lhsDir === 'L').length * 2 > sideways.length ? 'RL' : 'LR';
}

function readService(service: z.infer<typeof services>[number]): GraphNode {
  const look = looks.get(service.icon ?? '') ?? { shape: 'rounded', tone: 'blue' };
  const title = plainLabel(service.title ?? service.id);
  return {
    id: service.id,
    name: title.replaceAll('\n', ' '),
    parent: service.in ?? null,
    ...look,
    body: {
      kind: 'words',
      title,
      ...(service.icon === null || service.icon === undefined
        ? {}
        : { small: `[${plainLabel(service.icon)}]` }),
    },
  };
}

const looks: ReadonlyMap<string, { readonly shape: Shape; readonly tone: ToneName }> = new Map([
  ['database', { shape: 'cylinder', tone: 'green' }],
  ['disk', { shape: 'cylinder', tone: 'grey' }],
  ['cloud', { shape: 'pill', tone: 'teal' }],
  ['internet', { shape: 'pill', tone: 'violet' }],
  ['server', { shape: 'rect', tone: 'blue' }],
]);
