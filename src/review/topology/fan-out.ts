import { callersFirst, type Graph } from './graph.ts';

/** What one request at an entry causes at a component, all ways added up. */
export interface Load {
  readonly name: string;
  readonly calls: number;
  /** When every call fails until its last retry, on each level. */
  readonly worst: number;
}

export function fanOut(graph: Graph, entry: string): readonly Load[] {
  const order = callersFirst(graph, entry);
  const place = new Map(order.map((name, index) => [name, index]));
  const load = new Map(order.map((name) => [name, { calls: 0, worst: 0 }]));
  load.set(entry, { calls: 1, worst: 1 });
  for (const name of order) {
    const { calls, worst } = load.get(name) ?? { calls: 0, worst: 0 };
    for (const call of graph.callsOf(name)) {
      const at = load.get(call.to);
      // A call that leads back into a cycle would count without end.
      if (at === undefined || (place.get(call.to) ?? 0) <= (place.get(name) ?? 0)) continue;
      load.set(call.to, {
        calls: at.calls + calls * call.per_request,
        worst: at.worst + worst * call.per_request * (1 + call.retries),
      });
    }
  }
  return order.map((name) => ({ name, ...(load.get(name) ?? { calls: 0, worst: 0 }) }));
}
