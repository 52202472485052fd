import type { Call } from './topology.ts';
import { type Graph, isSync } from './graph.ts';

/** What an entry's answer takes, and who takes it. */
export interface Latency {
  readonly entry: string;
  readonly totalMs: number;
  /** Each component's own work within the total, the largest share first. */
  readonly shares: readonly { readonly name: string; readonly ms: number }[];
  /** Components on the way whose own latency nobody stated: counted as 0. */
  readonly unstated: readonly string[];
}

/**
 * Calls of one component follow each other, except those marked parallel, of which the slowest counts; `per_request`
 * calls follow each other, too. Only calls that are waited for take time. The graph has no cycle of waiting calls.
 */
export function latencyOf(graph: Graph, entry: string): Latency {
  const known = new Map<string, Shares>();
  const cost = (call: Call) => call.per_request * total(sharesOf(call.to));
  const sharesOf = (name: string): Shares => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const own = graph.components.get(name)?.own_latency_ms ?? 0;
    const calls = graph.callsOf(name).filter(isSync);
    const side = calls.filter(({ parallel }) => parallel).toSorted((a, b) => cost(b) - cost(a));
    const waited = [...calls.filter(({ parallel }) => !parallel), ...side.slice(0, 1)];
    const shares = new Map([[name, own]]);
    for (const call of waited) {
      for (const [other, ms] of sharesOf(call.to)) {
        shares.set(other, (shares.get(other) ?? 0) + ms * call.per_request);
      }
    }
    known.set(name, shares);
    return shares;
  };
  const shares = sharesOf(entry);
  return {
    entry,
    totalMs: total(shares),
    shares: [...shares]
      .map(([name, ms]) => ({ name, ms }))
      .filter(({ ms }) => ms > 0)
      .toSorted((a, b) => b.ms - a.ms),
    unstated: [...shares.keys()].filter((name) => {
      const component = graph.components.get(name);
      return component?.own_latency_ms === undefined && component?.kind !== 'client';
    }),
  };
}

type Shares = ReadonlyMap<string, number>;

function total(shares: Shares): number {
  return [...shares.values()].reduce((sum, ms) => sum + ms, 0);
}
