import { z } from 'zod';
import {
  BYTES_A_GB,
  type Calculation,
  DAYS_A_MONTH,
  positive,
  SECONDS_A_DAY,
} from './calculation.ts';

const RequestRate = z.strictObject({
  kind: z.literal('request_rate'),
  daily_users: positive.describe('People who use it on one day.'),
  actions_per_user: positive.describe('Requests that one of them causes a day.'),
  peak_factor: z
    .number()
    .min(1)
    .max(1000)
    .describe('Peak over the day’s mean; 3 is usual, 10 for a sale.'),
});

/** How many requests a second arrive, on average and at the peak. */
export const requestRate: Calculation<typeof RequestRate> = {
  input: RequestRate,
  compute({ daily_users, actions_per_user, peak_factor }) {
    const mean = (daily_users * actions_per_user) / SECONDS_A_DAY;
    const formula = 'daily_users × actions_per_user ÷ 86,400 s';
    return {
      figures: [
        {
          name: 'Peak',
          value: mean * peak_factor,
          unit: 'requests/s',
          formula: `${formula} × peak_factor`,
        },
        { name: 'Mean over the day', value: mean, unit: 'requests/s', formula },
        {
          name: 'A month',
          value: daily_users * actions_per_user * DAYS_A_MONTH,
          unit: 'requests',
          formula: 'daily_users × actions_per_user × 30',
        },
      ],
      notes: [],
    };
  },
};

const Concurrency = z.strictObject({
  kind: z.literal('concurrency'),
  requests_per_s: positive,
  latency_ms: positive.describe('Mean time from arrival to answer.'),
});

/** How many requests are in flight at once: Little's law. */
export const concurrency: Calculation<typeof Concurrency> = {
  input: Concurrency,
  compute: ({ requests_per_s, latency_ms }) => ({
    figures: [
      {
        name: 'In flight',
        value: (requests_per_s * latency_ms) / 1000,
        unit: 'requests',
        formula: 'requests_per_s × latency_ms ÷ 1000 (Little’s law)',
      },
    ],
    notes: [
      'A mean over time: size threads, workers and sockets for the peak, not for this number.',
    ],
  }),
};

const Bandwidth = z.strictObject({
  kind: z.literal('bandwidth'),
  requests_per_s: positive,
  request_bytes: positive,
  response_bytes: positive,
});

/** What goes over the wire. Payload only: headers, TLS and retransmissions come on top. */
export const bandwidth: Calculation<typeof Bandwidth> = {
  input: Bandwidth,
  compute({ requests_per_s, request_bytes, response_bytes }) {
    const mbit = (bytes: number) => (requests_per_s * bytes * 8) / 1e6;
    const monthly = requests_per_s * response_bytes * SECONDS_A_DAY * DAYS_A_MONTH;
    return {
      figures: [
        {
          name: 'Out',
          value: mbit(response_bytes),
          unit: 'Mbit/s',
          formula: 'requests_per_s × response_bytes × 8 ÷ 10⁶',
        },
        {
          name: 'In',
          value: mbit(request_bytes),
          unit: 'Mbit/s',
          formula: 'requests_per_s × request_bytes × 8 ÷ 10⁶',
        },
        {
          name: 'Out a month at this rate',
          value: monthly / BYTES_A_GB,
          unit: 'GB',
          formula: 'requests_per_s × response_bytes × 86,400 × 30 ÷ 10⁹',
        },
      ],
      notes: ['Payload only: headers and TLS add a few hundred bytes a request.'],
    };
  },
};
