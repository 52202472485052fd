import { z } from 'zod';
import { type Calculation, positive } from './calculation.ts';
import type { PriceTable } from './prices.ts';

const CostInput = z.strictObject({
  kind: z.literal('cost'),
  items: z
    .array(
      z.strictObject({
        resource: z.string().min(1).max(80).describe('A key of the price table.'),
        quantity: positive.describe(
          'In the table’s unit: instances, GB, millions of requests a month.',
        ),
      }),
    )
    .min(1)
    .max(40),
});

/** Monthly cost from a dated price table: it prices quantities, it knows no architecture. */
export function createCost(prices: PriceTable): Calculation<typeof CostInput> {
  return {
    input: CostInput,
    compute({ items }) {
      const known = new Map(Object.entries(prices.resources));
      const unknown = items.filter(({ resource }) => !known.has(resource));
      const lines = items.flatMap(({ resource, quantity }) => {
        const price = known.get(resource);
        if (price === undefined) return [];
        const unit = 'USD/month';
        const value = quantity * price.usd * price.perMonth;
        const formula = `${quantity} × $${price.usd} ${price.unit}${price.perMonth === 1 ? '' : ` × ${price.perMonth}`}`;
        return [{ name: price.name, value, unit, formula }];
      });
      const total = lines.reduce((sum, line) => sum + line.value, 0);
      return {
        figures: [
          {
            name: unknown.length === 0 ? 'Total' : 'Total of what has a price',
            value: total,
            unit: 'USD/month',
            formula: 'the sum of the lines',
          },
          ...lines,
        ],
        notes: [
          `Prices: ${prices.title}, as of ${prices.asOf}. ${prices.source}`,
          ...unknown.map(
            ({ resource }) =>
              `No price for "${resource}", so it is not in the total. Known: ${[...known.keys()].join(', ')}.`,
          ),
        ],
      };
    },
  };
}
