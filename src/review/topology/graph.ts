import type { Call, Component, Topology } from './topology.ts';

/** A topology that can be walked. Names in it are known. */
export interface Graph {
  readonly components: ReadonlyMap<string, Component>;
  readonly entries: readonly string[];
  readonly calls: readonly Call[];
  callsOf(name: string): readonly Call[];
}

export function graphOf({ components, calls, entries }: Topology): Graph {
  const by = new Map<string, Call[]>();
  for (const call of calls) by.set(call.from, [...(by.get(call.from) ?? []), call]);
  return {
    components: new Map(components.map((component) => [component.name, component])),
    entries,
    calls,
    callsOf: (name) => by.get(name) ?? [],
  };
}

/** Everything that is reached from `start` over calls that are taken, `start` included. */
export function reachable(
  graph: Graph,
  start: readonly string[],
  takes: (call: Call) => boolean,
): ReadonlySet<string> {
  const seen = new Set(start);
  const waiting = [...start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const call of graph.callsOf(at)) {
      if (!takes(call) || seen.has(call.to)) continue;
      seen.add(call.to);
      waiting.push(call.to);
    }
  }
  return seen;
}

/** Without it no answer: the caller waits for it and cannot do without. */
export function isNeeded({ mode, required }: Call): boolean {
  return mode === 'sync' && required;
}

export function isSync({ mode }: Call): boolean {
  return mode === 'sync';
}

/** Each cycle of calls that wait for each other, once, as the names along it. */
export function syncCycles(graph: Graph): readonly (readonly string[])[] {
  const cycles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const at = path.indexOf(name);
    if (at >= 0) {
      const cycle = path.slice(at);
      cycles.set([...cycle].toSorted().join('\n'), cycle);
      return;
    }
    if (done.has(name)) return;
    for (const call of graph.callsOf(name).filter(isSync)) visit(call.to, [...path, name]);
    done.add(name);
  };
  for (const name of graph.components.keys()) visit(name, []);
  return [...cycles.values()];
}

/** Components that `start` reaches, callers before callees; calls that lead back into a cycle are not followed. */
export function callersFirst(graph: Graph, start: string): readonly string[] {
  const finished: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    seen.add(name);
    for (const call of graph.callsOf(name)) if (!seen.has(call.to)) visit(call.to);
    finished.push(name);
  };
  visit(start);
  return finished.toReversed();
}
