import { z } from 'zod';
import { availability } from './availability.ts';
import type { Calculation, Computed } from './calculation.ts';
import { createCost } from './cost.ts';
import { cache, storage } from './data.ts';
import type { PriceTable } from './prices.ts';
import { type Doubling, doublings } from './sensitivity.ts';
import { connectionPool, nodes, queueWait } from './servers.ts';
import { bandwidth, concurrency, requestRate } from './traffic.ts';

/** A question computed: the numbers, what they rest on, and what doubles the first of them. */
export interface Estimate extends Computed {
  readonly kind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly doublesWhen: readonly Doubling[];
}

/** Everything that can be computed, over one price table. Pure: no clock, no randomness, no network. */
export function createEstimator(prices: PriceTable) {
  const cost = createCost(prices);
  const input = z.discriminatedUnion('kind', [
    requestRate.input,
    concurrency.input,
    bandwidth.input,
    storage.input,
    cache.input,
    queueWait.input,
    connectionPool.input,
    nodes.input,
    availability.input,
    cost.input,
  ]);
  const estimate = (asked: z.output<typeof input>): Estimate => {
    switch (asked.kind) {
      case 'request_rate':
        return solve(requestRate, asked);
      case 'concurrency':
        return solve(concurrency, asked);
      case 'bandwidth':
        return solve(bandwidth, asked);
      case 'storage':
        return solve(storage, asked);
      case 'cache':
        return solve(cache, asked);
      case 'queue_wait':
        return solve(queueWait, asked);
      case 'connection_pool':
        return solve(connectionPool, asked);
      case 'nodes':
        return solve(nodes, asked);
      case 'availability':
        return solve(availability, asked);
      case 'cost':
        return solve(cost, asked);
    }
  };
  return { input, estimate };
}

function solve<Schema extends z.ZodObject>(
  calculation: Calculation<Schema>,
  asked: z.output<Schema> & { readonly kind: string },
): Estimate {
  const { kind, ...inputs } = asked;
  const compute = (varied: typeof asked) => calculation.compute(varied).figures[0].value;
  const { properties = {} } = z.toJSONSchema(calculation.input);
  const counts = new Set(Object.keys(properties).filter((name) => isCount(properties[name])));
  return {
    kind,
    inputs,
    ...calculation.compute(asked),
    doublesWhen: doublings(asked, compute, counts),
  };
}

function isCount(property: unknown): boolean {
  return z.looseObject({ type: z.literal('integer') }).safeParse(property).success;
}
