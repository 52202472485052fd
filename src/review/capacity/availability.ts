import { z } from 'zod';
import { type Calculation, percent } from './calculation.ts';

const Part = z.strictObject({
  name: z.string().min(1).max(80),
  availability_percent: percent.describe('Of one replica.'),
  replicas: z.int().min(1).max(100).default(1),
  needed: z.int().min(1).max(100).default(1).describe('Replicas that must be up.'),
});

const Availability = z.strictObject({
  kind: z.literal('availability'),
  parts: z.array(Part).min(1).max(50).describe('All of them are needed to answer a request.'),
});

/** Composed availability: parts in series, replicas of a part in parallel (any `needed` of them). */
export const availability: Calculation<typeof Availability> = {
  input: Availability,
  compute({ parts }) {
    const each = parts.map((part) => ({ name: part.name, up: partUp(part) }));
    const up = each.reduce((product, part) => product * part.up, 1);
    const weakest = each.reduce((worst, part) => (part.up < worst.up ? part : worst));
    return {
      figures: [
        { name: 'Availability', value: up * 100, unit: '%', formula: 'the product of the parts' },
        {
          name: 'Down a year',
          value: (1 - up) * 365 * 24 * 60,
          unit: 'minutes',
          formula: '(1 − availability) × 525,600 minutes',
        },
        {
          name: `Weakest part: ${weakest.name}`,
          value: weakest.up * 100,
          unit: '%',
          formula: 'replicas in parallel: at least `needed` of them up (binomial)',
        },
      ],
      notes: [
        'Assumes that parts and replicas fail independently. A shared zone, deploy or configuration does not: then the real figure is lower.',
        ...(parts.some(({ needed, replicas }) => needed > replicas)
          ? ['A part needs more replicas than it has: it is never up.']
          : []),
      ],
    };
  },
};

type Part = z.infer<typeof Part>;

/** The binomial tail: at least `needed` of `replicas` up. */
function partUp({ availability_percent, replicas, needed }: Part): number {
  const up = availability_percent / 100;
  let sum = 0;
  for (let k = needed; k <= replicas; k += 1) {
    sum += choose(replicas, k) * up ** k * (1 - up) ** (replicas - k);
  }
  return Math.min(1, sum);
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i += 1) product = (product * (n - k + i)) / i;
  return product;
}
