import { z } from 'zod';
import { type Calculation, count, percent, positive } from './calculation.ts';
import { mostServers, percentileMs, queue, serversFor } from './erlang.ts';

const QueueWait = z.strictObject({
  kind: z.literal('queue_wait'),
  arrivals_per_s: positive.max(1e6),
  service_ms: positive.max(1e7).describe('Mean time that one server works on one job.'),
  servers: z
    .int()
    .min(1)
    .max(mostServers)
    .describe('Workers, threads or connections that serve one line.'),
  target_p99_ms: positive
    .optional()
    .describe('Then the servers that this takes are computed, too.'),
});

/** How long jobs wait, by M/M/c. */
export const queueWait: Calculation<typeof QueueWait> = {
  input: QueueWait,
  compute({ arrivals_per_s, service_ms, servers, target_p99_ms }) {
    const { utilisation, waits, meanWaitMs } = queue(arrivals_per_s, service_ms, servers);
    const p = (share: number) => percentileMs(arrivals_per_s, service_ms, servers, share);
    const formula = 'M/M/c (Erlang C)';
    const target = target_p99_ms === undefined ? null : { share: 0.99, ms: target_p99_ms };
    const needed = target === null ? null : serversFor(arrivals_per_s, service_ms, target);
    return {
      figures: [
        { name: 'Mean wait', value: meanWaitMs, unit: 'ms', formula },
        {
          name: 'Utilisation',
          value: utilisation * 100,
          unit: '%',
          formula: 'arrivals_per_s × service_ms ÷ 1000 ÷ servers × 100',
        },
        { name: 'Arrivals that wait', value: waits * 100, unit: '%', formula },
        { name: '95th percentile, wait and service', value: p(0.95), unit: 'ms', formula },
        { name: '99th percentile, wait and service', value: p(0.99), unit: 'ms', formula },
        ...(needed === null
          ? []
          : [
              {
                name: `Servers for a 99th percentile of ${target_p99_ms} ms`,
                value: needed,
                unit: 'servers',
                formula,
              },
            ]),
      ],
      notes: [
        'Assumes random arrivals, exponential service, one line and no retries: a lower bound for the percentiles.',
        ...(utilisation >= 1
          ? ['More arrives than can be served: the line grows without end.']
          : []),
        ...(target !== null && needed === null
          ? [
              `No number of servers up to ${mostServers.toLocaleString('en')} reaches the target; where the service time alone exceeds it, none does.`,
            ]
          : []),
      ],
    };
  },
};

const ConnectionPool = z.strictObject({
  kind: z.literal('connection_pool'),
  requests_per_s: positive.describe('Of all instances together, at the peak.'),
  queries_per_request: positive,
  query_ms: positive.describe(
    'Mean time that a connection is held for one query, its transaction included.',
  ),
  instances: count,
  target_utilisation_percent: percent.min(1).max(95).default(70),
  max_connections: count.optional().describe('What the database allows.'),
});

/** Connections for each instance: Little's law with headroom. */
export const connectionPool: Calculation<typeof ConnectionPool> = {
  input: ConnectionPool,
  compute(input) {
    const busy = (input.requests_per_s * input.queries_per_request * input.query_ms) / 1000;
    const exact = busy / (input.target_utilisation_percent / 100);
    const each = Math.max(1, Math.ceil(exact / input.instances));
    const all = each * input.instances;
    const most = input.max_connections;
    return {
      figures: [
        {
          name: 'Pool of each instance',
          value: each,
          unit: 'connections',
          formula: '⌈busy ÷ (target_utilisation_percent ÷ 100) ÷ instances⌉',
        },
        {
          name: 'All instances together',
          value: all,
          unit: 'connections',
          formula: 'pool × instances',
        },
        {
          name: 'Busy on average',
          value: busy,
          unit: 'connections',
          formula: 'requests_per_s × queries_per_request × query_ms ÷ 1000 (Little’s law)',
        },
      ],
      notes:
        most !== undefined && all > most
          ? [
              `More than the ${most} connections that the database allows: put a pooler in transaction mode between, or hold connections for a shorter time.`,
            ]
          : ['A rolling deploy has old and new instances at once: leave room for both.'],
    };
  },
};

const Nodes = z.strictObject({
  kind: z.literal('nodes'),
  peak_requests_per_s: positive,
  requests_per_s_per_node: positive.describe(
    'Measured at acceptable latency, not the point where it breaks.',
  ),
  target_utilisation_percent: percent.min(1).max(95).default(60),
  spare_nodes: z.int().min(0).max(1000).default(1).describe('Nodes that may fail at once.'),
});

/** How many equal nodes carry the peak with some of them lost. */
export const nodes: Calculation<typeof Nodes> = {
  input: Nodes,
  compute(input) {
    const usable = (input.requests_per_s_per_node * input.target_utilisation_percent) / 100;
    const carrying = Math.ceil(input.peak_requests_per_s / usable);
    const all = carrying + input.spare_nodes;
    return {
      figures: [
        {
          name: 'Nodes',
          value: all,
          unit: 'nodes',
          formula:
            '⌈peak_requests_per_s ÷ (requests_per_s_per_node × target_utilisation_percent ÷ 100)⌉ + spare_nodes',
        },
        {
          name: 'Needed for the peak',
          value: carrying,
          unit: 'nodes',
          formula: 'the same without spare_nodes',
        },
        {
          name: 'Load of a node at the peak, all healthy',
          value: (input.peak_requests_per_s / all / input.requests_per_s_per_node) * 100,
          unit: '%',
          formula: 'peak_requests_per_s ÷ nodes ÷ requests_per_s_per_node × 100',
        },
      ],
      notes: [],
    };
  },
};
