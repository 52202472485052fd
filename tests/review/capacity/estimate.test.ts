import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createEstimateCapacityTool } from '../../../src/consultation/tools/estimate-capacity.ts';
import { createEstimator } from '../../../src/review/capacity/estimate.ts';
import { showNumber } from '../../../src/review/capacity/figure.ts';
import { defaultPrices, priceTable } from '../../../src/review/capacity/prices.ts';
import { aToolContext } from '../../support/tool-context.ts';

const { input, estimate } = createEstimator(defaultPrices);

function compute(asked: Record<string, unknown>) {
  const estimated = estimate(input.parse(asked));
  const figures = new Map(estimated.figures.map(({ name, value }) => [name, value]));
  return { ...estimated, value: estimated.figures[0].value, figures };
}

describe('numbers that one can check by hand', () => {
  test('two million users, twenty actions, three times the mean at the peak', () => {
    const { value, figures } = compute({
      kind: 'request_rate',
      daily_users: 2e6,
      actions_per_user: 20,
      peak_factor: 3,
    });
    expect(value).toBeCloseTo((2e6 * 20 * 3) / 86_400, 9);
    expect(figures.get('A month')).toBe(1.2e9);
  });

  test('in flight is rate times time', () => {
    expect(compute({ kind: 'concurrency', requests_per_s: 1000, latency_ms: 200 }).value).toBe(200);
  });

  test('storage counts copies, overhead and growth', () => {
    const { figures, value } = compute({
      kind: 'storage',
      items_per_day: 1e6,
      bytes_per_item: 1000,
      retention_days: 100,
      overhead_percent: 50,
      copies: 2,
      growth_percent_per_month: 10,
      horizon_months: 12,
    });
    expect(figures.get('On disk at today’s rate')).toBeCloseTo(300, 9);
    expect(value).toBeCloseTo(300 * 1.1 ** 12, 6);
  });

  test('two replicas at 99 % are 99.99 %, and a single part drags the whole down', () => {
    const { value, figures } = compute({
      kind: 'availability',
      parts: [
        { name: 'api', availability_percent: 99, replicas: 2 },
        { name: 'db', availability_percent: 99.9 },
      ],
    });
    expect(value).toBeCloseTo(0.9999 * 99.9, 9);
    expect(figures.get('Weakest part: db')).toBeCloseTo(99.9, 9);
  });

  test('two of three needed is the binomial', () => {
    const up = 0.9;
    const { value } = compute({
      kind: 'availability',
      parts: [{ name: 'quorum', availability_percent: 90, replicas: 3, needed: 2 }],
    });
    expect(value).toBeCloseTo((3 * up * up * (1 - up) + up ** 3) * 100, 9);
  });

  test('a pool beyond what the database allows is named', () => {
    const { value, notes } = compute({
      kind: 'connection_pool',
      requests_per_s: 1400,
      queries_per_request: 4,
      query_ms: 6,
      instances: 6,
      max_connections: 20,
    });
    expect(value).toBe(Math.ceil(33.6 / 0.7 / 6));
    expect(notes.join(' ')).toContain('More than the 20 connections');
  });

  test('cost says the date of its prices, and which it does not know', () => {
    const { value, notes } = compute({
      kind: 'cost',
      items: [
        { resource: 'object.storage', quantity: 1000 },
        { resource: 'unicorns', quantity: 1 },
        // Every object has one.
        { resource: 'constructor', quantity: 1 },
      ],
    });
    expect(value).toBeCloseTo(23, 9);
    expect(notes.join(' ')).toContain(defaultPrices.asOf);
    expect(notes.join(' ')).toContain('No price for "unicorns"');
    expect(notes.join(' ')).toContain('No price for "constructor"');
  });

  test('nodes keep their headroom and their spare', () => {
    const { value } = compute({
      kind: 'nodes',
      peak_requests_per_s: 1000,
      requests_per_s_per_node: 200,
      target_utilisation_percent: 50,
      spare_nodes: 1,
    });
    expect(value).toBe(11);
  });
});

describe('what doubles a result', () => {
  test('is found by scaling each input alone, whole numbers for counts', () => {
    const { doublesWhen } = compute({
      kind: 'queue_wait',
      arrivals_per_s: 900,
      service_ms: 10,
      servers: 10,
    });
    const by = new Map(doublesWhen.map((doubling) => [doubling.input, doubling]));
    expect(by.get('servers')).toEqual({ input: 'servers', from: 10, to: 9 });
    expect(by.get('arrivals_per_s')?.to).toBeGreaterThan(900);
    expect(by.get('arrivals_per_s')?.to).toBeLessThan(990);
  });

  test('holds when it is put in', () => {
    fc.assert(
      fc.property(
        fc.record({
          requests_per_s: fc.double({ min: 0.1, max: 1e6, noNaN: true }),
          request_bytes: fc.double({ min: 1, max: 1e6, noNaN: true }),
          response_bytes: fc.double({ min: 1, max: 1e6, noNaN: true }),
        }),
        (given) => {
          const before = compute({ kind: 'bandwidth', ...given });
          expect(before.doublesWhen.map((doubling) => doubling.input)).toEqual([
            'requests_per_s',
            'response_bytes',
          ]);
          for (const { input: name, to } of before.doublesWhen) {
            const after = compute({ kind: 'bandwidth', ...given, [name]: to });
            expect(after.value / before.value).toBeCloseTo(2, 6);
          }
        },
      ),
    );
  });
});

describe('the tool', () => {
  const tool = createEstimateCapacityTool(defaultPrices);

  test('gives formula, inputs and a line of evidence for each number', async () => {
    const result = await tool.run(
      { calculations: [{ kind: 'concurrency', requests_per_s: 1389, latency_ms: 120 }] },
      aToolContext(),
    );
    expect(result).toMatchObject({
      ok: true,
      evidence: [
        { by: 'estimate_capacity', verdict: 'passed', summary: 'In flight: 167 requests' },
      ],
    });
    expect(result.content).toContain('requests_per_s × latency_ms ÷ 1000');
    expect(result.content).toContain('requests_per_s = 1389');
  });

  test.each([
    [{ calculations: [{ kind: 'concurrency', requests_per_s: -1, latency_ms: 10 }] }],
    [{ calculations: [{ kind: 'divination' }] }],
    [{ calculations: [] }],
  ])('refuses %j with a reason', async (asked) => {
    expect(await tool.run(asked, aToolContext())).toMatchObject({ ok: false });
  });

  test('an overloaded queue is evidence against the design, not for it', async () => {
    const result = await tool.run(
      { calculations: [{ kind: 'queue_wait', arrivals_per_s: 200, service_ms: 10, servers: 1 }] },
      aToolContext(),
    );
    expect(result).toMatchObject({ evidence: [{ verdict: 'failed' }] });
    expect(result.content).toContain('grows without end');
  });
});

test('the shipped price table is one that an operator could have written', () => {
  expect(priceTable.parse(defaultPrices)).toEqual(defaultPrices);
});

test.each([
  [0, '0'],
  [0.000012, '1.20e-5'],
  [12.345, '12.3'],
  [99.9987, '99.9987'],
  [1389.2, '1,389'],
  [Infinity, 'unbounded'],
])('%d is written %s', (value, shown) => {
  expect(showNumber(value)).toBe(shown);
});
