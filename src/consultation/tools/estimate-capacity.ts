import { z } from 'zod';
import type { Evidence } from '../../core/evidence.ts';
import { defineTool, type Tool } from '../../core/tool.ts';
import { createEstimator, type Estimate } from '../../review/capacity/estimate.ts';
import { showFigure } from '../../review/capacity/figure.ts';
import { writeEstimates } from '../../review/capacity/markdown.ts';
import type { PriceTable } from '../../review/capacity/prices.ts';

/** Computes sizes, waits, availability and cost, so that no number in an answer is guessed. */
export function createEstimateCapacityTool(prices: PriceTable): Tool {
  const { input, estimate } = createEstimator(prices);
  return defineTool({
    name: 'estimate_capacity',
    description: [
      'Computes the numbers of a design: request rates, concurrency (Little), storage with growth and copies, bandwidth, cache',
      'memory, connection pools, node counts, queue waits and percentiles (M/M/c), composed availability, and monthly cost from a',
      'dated price table. Use it for every number with a unit that nobody stated: never compute in your head. Give it numbers that',
      'stand in the thread, plain and in the unit of the field: "5k rps" is 5000, "2 TiB" is 2199023255552 bytes, "300 ms" is 300. Where',
      'you assume one, say so in the answer. It returns the formula, the inputs and what doubles the result.',
    ].join(' '),
    activity: 'Computing the numbers',
    input: z.strictObject({ calculations: z.array(input).min(1).max(12) }),
    timeoutMs: 10_000,
    async run({ calculations }) {
      const estimates = calculations.map(estimate);
      return {
        ok: true,
        content: writeEstimates(estimates),
        evidence: estimates.map(evidenceOf),
      };
    },
  });
}

function evidenceOf(estimate: Estimate): Evidence {
  const [first] = estimate.figures;
  return {
    subject: estimate.kind.replaceAll('_', ' '),
    by: 'estimate_capacity',
    verdict: Number.isFinite(first.value) ? 'passed' : 'failed',
    summary: showFigure(first),
    details: writeEstimates([estimate]),
  };
}
