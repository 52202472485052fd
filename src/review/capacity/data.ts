import { z } from 'zod';
import {
  BYTES_A_GB,
  type Calculation,
  count,
  DAYS_A_MONTH,
  percent,
  positive,
} from './calculation.ts';

const Storage = z.strictObject({
  kind: z.literal('storage'),
  items_per_day: positive.describe('Rows, events or objects that are kept.'),
  bytes_per_item: positive,
  retention_days: positive.describe('How long one is kept; the horizon where it is for ever.'),
  growth_percent_per_month: z.number().min(-50).max(200).default(0),
  horizon_months: z.number().min(0).max(120).default(12),
  overhead_percent: z
    .number()
    .min(0)
    .max(1000)
    .default(50)
    .describe('Indexes, tuple headers, free space; 50 for a table with three indexes.'),
  copies: count.default(1).describe('Replicas, the primary included.'),
});

/** What is on disk when the first item leaves again, at today's rate and at the horizon's. */
export const storage: Calculation<typeof Storage> = {
  input: Storage,
  compute(input) {
    const { items_per_day, bytes_per_item, retention_days, copies } = input;
    const raw = (items_per_day * bytes_per_item * retention_days) / BYTES_A_GB;
    const one = raw * (1 + input.overhead_percent / 100);
    const growth = (1 + input.growth_percent_per_month / 100) ** input.horizon_months;
    const formula =
      'items_per_day × bytes_per_item × retention_days × (1 + overhead_percent ÷ 100) × copies ÷ 10⁹';
    return {
      figures: [
        {
          name: `On disk at the rate of month ${input.horizon_months}`,
          value: one * copies * growth,
          unit: 'GB',
          formula: `${formula} × (1 + growth_percent_per_month ÷ 100)^horizon_months`,
        },
        { name: 'On disk at today’s rate', value: one * copies, unit: 'GB', formula },
        {
          name: 'Items kept at today’s rate',
          value: items_per_day * retention_days,
          unit: 'items',
          formula: 'items_per_day × retention_days',
        },
        {
          name: 'Written a month, one copy',
          value: (items_per_day * bytes_per_item * DAYS_A_MONTH) / BYTES_A_GB,
          unit: 'GB',
          formula: 'items_per_day × bytes_per_item × 30 ÷ 10⁹',
        },
      ],
      notes: [
        'Backups and write-ahead logs are not in it. The horizon’s figure is the steady state at that month’s rate: an upper bound while the rate still grows.',
      ],
    };
  },
};

const Cache = z.strictObject({
  kind: z.literal('cache'),
  items: positive.describe('All that could be asked for.'),
  hot_percent: percent.describe('Share of the items that is to be held.'),
  bytes_per_item: positive,
  requests_per_s: positive,
  hit_percent: percent.describe('Share of the requests that the held ones answer.'),
});

/**
 * Memory of a key-value cache, and what still reaches the store behind it. The overhead of about 100 bytes an entry
 * was measured on Redis 7.0 with 20-byte keys and string values.
 */
export const cache: Calculation<typeof Cache> = {
  input: Cache,
  compute({ items, hot_percent, bytes_per_item, requests_per_s, hit_percent }) {
    const held = (items * hot_percent) / 100;
    return {
      figures: [
        {
          name: 'Memory',
          value: (held * (bytes_per_item + ENTRY_OVERHEAD_BYTES)) / BYTES_A_GB,
          unit: 'GB',
          formula: `items × hot_percent ÷ 100 × (bytes_per_item + ${ENTRY_OVERHEAD_BYTES}) ÷ 10⁹`,
        },
        {
          name: 'Still reaching the store',
          value: requests_per_s * (1 - hit_percent / 100),
          unit: 'requests/s',
          formula: 'requests_per_s × (1 − hit_percent ÷ 100)',
        },
        {
          name: 'Reaching it when the cache is cold',
          value: requests_per_s,
          unit: 'requests/s',
          formula: 'requests_per_s',
        },
      ],
      notes: [
        'Leave a quarter of the memory free for fragmentation and replication buffers.',
        'The store must survive the cold figure, or the cache must be warmed before traffic comes.',
      ],
    };
  },
};

const ENTRY_OVERHEAD_BYTES = 105;
