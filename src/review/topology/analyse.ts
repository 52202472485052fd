import { chainOf } from './chain.ts';
import { fanOut } from './fan-out.ts';
import { type Bottleneck, findBottlenecks, type Measured } from './findings.ts';
import { graphOf, syncCycles } from './graph.ts';
import { latencyOf } from './latency.ts';
import { lossesOf } from './losses.ts';
import type { Topology } from './topology.ts';

export interface TopologyReview extends Measured {
  readonly bottlenecks: readonly Bottleneck[];
}

/** What a system, as it was described, is limited and endangered by. Pure. The names in it must be known. */
export function analyseTopology(topology: Topology): TopologyReview {
  const graph = graphOf(topology);
  // Time and depth have no end in a cycle of waiting calls; the cycle itself is the finding.
  const endless = syncCycles(graph).length > 0;
  const measured: Measured = {
    latencies: endless ? [] : graph.entries.map((entry) => latencyOf(graph, entry)),
    chains: endless ? [] : graph.entries.map((entry) => chainOf(graph, entry)),
    loads: graph.entries.map((entry) => ({ entry, loads: fanOut(graph, entry) })),
    losses: lossesOf(graph),
  };
  return { ...measured, bottlenecks: findBottlenecks(graph, measured) };
}
