import { clip } from '../../lib/well-formed.ts';
import type { Graph, GraphEdge } from './graph/model.ts';
import type { PriorityItem } from './priorities/model.ts';
import type { Sequence, Step } from './sequence/model.ts';

/** A picture in words. */
export interface Description {
  readonly alt: string;
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** Slack takes alternative texts of up to 1000 characters. */
const longestAlt = 900;

export function describeGraph(type: string, { title, nodes, edges, clusters }: Graph): Description {
  const names = new Map([
    ...nodes.map(({ id, name }) => [id, name] as const),
    ...clusters.map(({ id, title: name }) => [id, name] as const),
  ]);
  const shown = edges.filter(({ line }) => line !== 'invisible');
  const lines = shown.map((edge) => writeEdge(edge, names));
  const boxes = nodes.map(({ name }) => name);
  const groups = clusters.map((cluster) => cluster.title).filter((name) => name !== '');
  const grouped = groups.length === 0 ? '' : ` in ${groups.length} groups (${groups.join(', ')})`;
  return {
    nodes: boxes,
    edges: lines,
    alt: writeAlt(`${titled(type, title)}: ${boxes.length} boxes${grouped}`, boxes, lines),
  };
}

function writeEdge(edge: GraphEdge, names: ReadonlyMap<string, string>): string {
  const { from, to, label, fromHead, toHead } = edge;
  const arrow =
    fromHead !== 'none' && toHead !== 'none'
      ? '↔'
      : fromHead !== 'none'
        ? '←'
        : toHead === 'none'
          ? '—'
          : '→';
  const words = label === '' ? '' : `: ${label.replaceAll('\n', ' ')}`;
  return `${names.get(from) ?? from} ${arrow} ${names.get(to) ?? to}${words}`;
}

export function describeSequence({ title, actors, steps }: Sequence): Description {
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  const lines = steps
    .filter((step): step is Extract<Step, { kind: 'message' }> => step.kind === 'message')
    .map(({ from, to, text }) => {
      const words = text === '' ? '' : `: ${text.replaceAll('\n', ' ')}`;
      return `${names.get(from) ?? from} → ${names.get(to) ?? to}${words}`;
    });
  const who = actors.map(({ name }) => name);
  return {
    nodes: who,
    edges: lines,
    alt: writeAlt(`${titled('sequence', title)}: ${who.length} participants`, who, lines),
  };
}

export function describePriorities(items: readonly PriorityItem[]): Description {
  const nodes = items.map(
    ({ action, impact, effort, priority }, at) =>
      `${at + 1}. ${action} (${priority}; impact ${impact}, effort ${effort})`,
  );
  const alt = clip(`Actions by impact and effort. ${nodes.join('; ')}`, longestAlt);
  return { nodes, edges: [], alt };
}

function titled(type: string, title: string | null): string {
  const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)} diagram`;
  return title === null ? kind : `${kind} "${title}"`;
}

function writeAlt(head: string, nodes: readonly string[], edges: readonly string[]): string {
  const lines = edges.length === 0 ? '' : ` Lines: ${edges.join('; ')}.`;
  const alt = `${head}: ${nodes.join(', ')}.${lines}`;
  return alt.length <= longestAlt ? alt : `${clip(alt, longestAlt - 1)}…`;
}
