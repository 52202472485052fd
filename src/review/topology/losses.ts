import { type Graph, isNeeded, reachable } from './graph.ts';
import type { Call } from './topology.ts';

/** What happens when every instance of one component is gone. */
export interface Loss {
  readonly name: string;
  /** Entries that answer no more. */
  readonly fails: readonly string[];
  /** Entries that answer without a part of it. */
  readonly degrades: readonly string[];
  /** Entries that answer, while work behind them waits or is lost. */
  readonly delays: readonly string[];
}

export function lossesOf(graph: Graph): readonly Loss[] {
  return [...graph.components.values()]
    .filter(({ kind }) => kind !== 'client')
    .map(({ name }) => {
      const touched = (takes: (call: Call) => boolean) =>
        graph.entries.filter((entry) => reachable(graph, [entry], takes).has(name));
      const fails = touched(isNeeded);
      const degrades = touched(({ mode }) => mode === 'sync').filter(
        (entry) => !fails.includes(entry),
      );
      const delays = touched(() => true).filter(
        (entry) => !fails.includes(entry) && !degrades.includes(entry),
      );
      return { name, fails, degrades, delays };
    });
}
