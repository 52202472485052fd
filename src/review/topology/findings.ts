import type { Severity } from '../../core/finding.ts';
import type { Chain } from './chain.ts';
import type { Load } from './fan-out.ts';
import { type Graph, isNeeded, isSync, syncCycles } from './graph.ts';
import type { Latency } from './latency.ts';
import type { Loss } from './losses.ts';
import { showNumber } from '../capacity/figure.ts';

/** A weakness of the system as it was described. */
export interface Bottleneck {
  readonly id: string;
  readonly severity: Severity;
  /** Names of the components concerned. */
  readonly where: readonly string[];
  readonly what: string;
  readonly remedy: string;
}

export interface Measured {
  readonly latencies: readonly Latency[];
  readonly chains: readonly Chain[];
  readonly loads: readonly { readonly entry: string; readonly loads: readonly Load[] }[];
  readonly losses: readonly Loss[];
}

/** Every rule over a described system, the worst first. */
export function findBottlenecks(graph: Graph, measured: Measured): readonly Bottleneck[] {
  const found = [
    ...cycles(graph),
    ...singlePoints(graph, measured),
    ...deepChains(measured),
    ...amplification(measured),
    ...missingTimeouts(graph),
    ...shortTimeouts(graph),
    ...sharedDatabases(graph),
    ...dominant(measured),
    ...retriedWrites(graph),
  ];
  const rank = { error: 0, warn: 1, info: 2 };
  return found.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

function cycles(graph: Graph): readonly Bottleneck[] {
  return syncCycles(graph).map((cycle) => ({
    id: 'topology.cycle',
    severity: 'error',
    where: cycle,
    what: `${[...cycle, cycle[0]].join(' → ')} wait for each other: one slow part holds all of them, and none can start or be deployed alone.`,
    remedy: 'Turn one of the calls into an event, or move what both need into a third part.',
  }));
}

function singlePoints(graph: Graph, { losses }: Measured): readonly Bottleneck[] {
  return losses.flatMap(({ name, fails }): readonly Bottleneck[] => {
    const component = graph.components.get(name);
    if (fails.length === 0 || component === undefined || (component.replicas ?? 1) > 1) return [];
    const stop = `without it ${fails.join(', ')} cannot answer`;
    if (component.kind === 'external') {
      return [
        {
          id: 'topology.external_dependency',
          severity: 'warn',
          where: [name],
          what: `${name} is outside of your control, and ${stop}.`,
          remedy:
            'Decide what to answer without it: a cached value, a default, or a queue that catches up.',
        },
      ];
    }
    const known = component.replicas === 1;
    return [
      {
        id: 'topology.single_point_of_failure',
        severity: known ? 'error' : 'warn',
        where: [name],
        what: `${known ? `${name} runs once` : `Nobody stated a second instance of ${name}`}, and ${stop}.`,
        remedy:
          'Run a second instance in another zone, with failover that has been tried; or make the call optional.',
      },
    ];
  });
}

function deepChains({ chains }: Measured): readonly Bottleneck[] {
  return chains
    .filter(({ depth }) => depth >= DEEP)
    .map(({ entry, depth, parts }) => ({
      id: 'topology.sync_chain',
      severity: 'warn',
      where: [entry],
      what: `${depth} calls in a row wait for each other behind ${entry}; ${parts.length} parts must be up at once.`,
      remedy:
        'Keep a copy of what is read at the caller, or hand the tail of the chain to a queue.',
    }));
}

function amplification({ loads }: Measured): readonly Bottleneck[] {
  return loads.flatMap(({ entry, loads: at }) =>
    at.flatMap(({ name, calls, worst }): Bottleneck[] => [
      ...(calls >= MANY_CALLS
        ? [
            {
              id: 'topology.fan_out',
              severity: 'warn' as const,
              where: [entry, name],
              what: `One request at ${entry} causes ${showNumber(calls)} calls at ${name}.`,
              remedy: 'Fetch in one batch, cache within the request, or precompute the view.',
            },
          ]
        : []),
      ...(worst >= STORM * calls && calls > 0
        ? [
            {
              id: 'topology.retry_storm',
              severity: 'warn' as const,
              where: [entry, name],
              what: `Retries multiply on the way: when ${name} fails, one request at ${entry} reaches it ${showNumber(worst)} times instead of ${showNumber(calls)}.`,
              remedy: 'Retry on one level only, with a budget, jitter and a circuit breaker.',
            },
          ]
        : []),
    ]),
  );
}

function missingTimeouts(graph: Graph): readonly Bottleneck[] {
  const open = graph.calls.filter((call) => isSync(call) && call.timeout_ms === undefined);
  // Nobody stated timeouts at all: then it is a question, not a finding for each call.
  if (open.length === 0) return [];
  const pairs = open.map(({ from, to }) => `${from} → ${to}`);
  return [
    {
      id: 'topology.no_timeout',
      severity: 'info',
      where: [...new Set(open.map(({ from }) => from))],
      what: `No timeout was stated for ${pairs.slice(0, 8).join(', ')}${pairs.length > 8 ? ` and ${pairs.length - 8} more` : ''}.`,
      remedy: 'Give each waiting call a timeout below its caller’s own.',
    },
  ];
}

function shortTimeouts(graph: Graph): readonly Bottleneck[] {
  return graph.calls.filter(isSync).flatMap((outer) =>
    graph
      .callsOf(outer.to)
      .filter(isNeeded)
      .flatMap((inner) => {
        const waits = (inner.timeout_ms ?? 0) * (1 + inner.retries);
        if (outer.timeout_ms === undefined || waits <= outer.timeout_ms) return [];
        return [
          {
            id: 'topology.timeout_inversion',
            severity: 'warn' as const,
            where: [outer.from, outer.to, inner.to],
            what: `${outer.from} gives up on ${outer.to} after ${showNumber(outer.timeout_ms)} ms, while ${outer.to} may wait ${showNumber(waits)} ms for ${inner.to}, retries included: work goes on that nobody waits for.`,
            remedy:
              'Hand the deadline down, or make the inner timeout and retries fit into the outer one.',
          },
        ];
      }),
  );
}

function sharedDatabases(graph: Graph): readonly Bottleneck[] {
  return [...graph.components.values()].flatMap(({ name, kind }) => {
    if (kind !== 'database') return [];
    const writers = new Set(
      graph.calls.filter(({ to, writes }) => to === name && writes).map(({ from }) => from),
    );
    if (writers.size < 2) return [];
    return [
      {
        id: 'topology.shared_database',
        severity: 'warn' as const,
        where: [name, ...writers],
        what: `${[...writers].join(', ')} all write to ${name}: its schema is an interface that nobody owns.`,
        remedy: 'Give each table one owner; the others ask it, or read a replica or a stream.',
      },
    ];
  });
}

function dominant({ latencies }: Measured): readonly Bottleneck[] {
  return latencies.flatMap(({ entry, totalMs, shares }) => {
    const [first] = shares;
    if (first === undefined || shares.length < 2 || first.ms < totalMs * DOMINANT) return [];
    const percent = Math.round((first.ms / totalMs) * 100);
    return [
      {
        id: 'topology.latency_dominant',
        severity: 'info' as const,
        where: [first.name],
        what: `${first.name} takes ${showNumber(first.ms)} of the ${showNumber(totalMs)} ms of ${entry} (${percent} %): making anything else faster hardly shows.`,
        remedy: 'Begin there: fewer calls, a cache, an index, or work done ahead of time.',
      },
    ];
  });
}

function retriedWrites(graph: Graph): readonly Bottleneck[] {
  return graph.calls
    .filter(({ writes, retries, mode }) => writes && retries > 0 && mode === 'sync')
    .map(({ from, to, retries }) => ({
      id: 'topology.retried_write',
      severity: 'warn',
      where: [from, to],
      what: `${from} retries a write to ${to} up to ${retries} times: after a lost answer it happens twice.`,
      remedy: 'Send an idempotency key, or make the write a set instead of an add.',
    }));
}

/** Four calls are five parts: at 99.9 % each they are down three and a half hours a month. */
const DEEP = 4;
const MANY_CALLS = 10;
/** Two levels of one retry, or one level of three. */
const STORM = 4;
const DOMINANT = 0.6;
