import { z } from 'zod';

/**
 * What things cost a month. An operator replaces the whole table by a JSON file of this shape (`ARCHITECT_PRICES`),
 * with the prices that his company really pays.
 */
export const priceTable = z.strictObject({
  title: z.string().min(1),
  /** ISO date of the prices: said with each answer. */
  asOf: z.iso.date(),
  /** A sentence on where they come from and how far they can be trusted. */
  source: z.string().min(1),
  resources: z.record(
    z.string().regex(/^[a-z0-9_.-]+$/),
    z.strictObject({
      name: z.string().min(1),
      usd: z.number().nonnegative(),
      /** "an hour", "a GB and month", "a million requests". */
      unit: z.string().min(1),
      /** Units a month for a quantity of one: 730 for a price an hour, 1 for a price a month or by use. */
      perMonth: z.number().positive(),
    }),
  ),
});

export type PriceTable = z.infer<typeof priceTable>;

const hourly = { unit: 'an hour', perMonth: 730 };
const stored = { unit: 'a GB and month', perMonth: 1 };
const moved = { unit: 'a GB', perMonth: 1 };
const asked = { unit: 'a million requests', perMonth: 1 };

/** Public list prices, on demand. Good for orders of magnitude and for comparing options, not for a budget. */
export const defaultPrices: PriceTable = {
  title: 'AWS us-east-1, on demand, list prices',
  asOf: '2025-01-01',
  source:
    'Typed in from the public price pages and not checked since: replace them with your own before you decide on money.',
  resources: {
    'vm.2cpu-8gb': { name: 'Virtual machine, 2 vCPU, 8 GB (m7g.large)', usd: 0.0816, ...hourly },
    'vm.4cpu-16gb': { name: 'Virtual machine, 4 vCPU, 16 GB (m7g.xlarge)', usd: 0.1632, ...hourly },
    'disk.ssd': { name: 'Block storage, SSD (gp3)', usd: 0.08, ...stored },
    'object.storage': { name: 'Object storage (S3 standard)', usd: 0.023, ...stored },
    'object.put': { name: 'Object writes (S3 PUT)', usd: 5, ...asked },
    'object.get': { name: 'Object reads (S3 GET)', usd: 0.4, ...asked },
    'egress.internet': { name: 'Traffic to the internet', usd: 0.09, ...moved },
    'egress.zone': { name: 'Traffic between zones, both ends', usd: 0.02, ...moved },
    'loadbalancer.hour': { name: 'Load balancer (ALB), without traffic', usd: 0.0225, ...hourly },
    'nat.hour': { name: 'NAT gateway, without traffic', usd: 0.045, ...hourly },
    'nat.traffic': { name: 'NAT gateway, traffic', usd: 0.045, ...moved },
    'queue.requests': { name: 'Queue (SQS standard)', usd: 0.4, ...asked },
    'function.requests': { name: 'Functions (Lambda), invocations', usd: 0.2, ...asked },
    'function.gb-seconds': {
      name: 'Functions (Lambda), memory and time',
      usd: 16.6667,
      unit: 'a million GB-seconds',
      perMonth: 1,
    },
  },
};
