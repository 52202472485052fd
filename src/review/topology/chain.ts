import { type Graph, isNeeded, isSync, reachable } from './graph.ts';

/** What an entry needs to answer at all, and the product of its parts' availability. */
export interface Chain {
  readonly entry: string;
  readonly parts: readonly string[];
  /** Longest row of calls that wait for each other. */
  readonly depth: number;
  /** Percent, of the parts whose availability was stated; null when none was. */
  readonly availabilityPercent: number | null;
  readonly unstated: readonly string[];
}

export function chainOf(graph: Graph, entry: string): Chain {
  const parts = [...reachable(graph, [entry], isNeeded)].filter(
    (name) => graph.components.get(name)?.kind !== 'client',
  );
  const promised = (name: string) => graph.components.get(name)?.availability_percent;
  const stated = parts.flatMap((name) => promised(name) ?? []);
  const product = stated.reduce((up, percent) => (up * percent) / 100, 1);
  return {
    entry,
    parts,
    depth: depthFrom(graph, entry, new Map()),
    availabilityPercent: stated.length === 0 ? null : product * 100,
    unstated: parts.filter((name) => promised(name) === undefined),
  };
}

function depthFrom(graph: Graph, name: string, known: Map<string, number>): number {
  const before = known.get(name);
  if (before !== undefined) return before;
  const below = graph.callsOf(name).filter(isSync);
  const deepest = Math.max(0, ...below.map((call) => 1 + depthFrom(graph, call.to, known)));
  known.set(name, deepest);
  return deepest;
}
