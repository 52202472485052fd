import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { findBottlenecksTool } from '../../../src/consultation/tools/find-bottlenecks.ts';
import { analyseTopology } from '../../../src/review/topology/analyse.ts';
import { topology } from '../../../src/review/topology/topology.ts';
import { aToolContext } from '../../support/tool-context.ts';

const shop = {
  components: [
    { name: 'web', kind: 'service', replicas: 3, own_latency_ms: 20, availability_percent: 99.99 },
    {
      name: 'orders',
      kind: 'service',
      replicas: 2,
      own_latency_ms: 15,
      availability_percent: 99.9,
    },
    { name: 'db', kind: 'database', replicas: 1, own_latency_ms: 5, availability_percent: 99.9 },
    { name: 'pay', kind: 'external', own_latency_ms: 300, availability_percent: 99.5 },
    { name: 'mail', kind: 'queue', replicas: 2 },
    { name: 'reviews', kind: 'service', replicas: 2, own_latency_ms: 40 },
  ],
  calls: [
    { from: 'web', to: 'orders', mode: 'sync', timeout_ms: 1000 },
    { from: 'web', to: 'reviews', mode: 'sync', required: false, timeout_ms: 200 },
    { from: 'orders', to: 'db', mode: 'sync', per_request: 12, timeout_ms: 100, writes: true },
    { from: 'orders', to: 'pay', mode: 'sync', timeout_ms: 900, retries: 3, writes: true },
    { from: 'orders', to: 'mail', mode: 'async' },
    { from: 'reviews', to: 'db', mode: 'sync', timeout_ms: 100, writes: true },
  ],
  entries: ['web'],
};

function analyse(changes: object = {}) {
  return analyseTopology(topology.parse({ ...shop, ...changes }));
}

function idsOf(changes: object = {}) {
  return analyse(changes).bottlenecks.map(({ id, where }) => `${id} ${where.join(',')}`);
}

describe('a shop', () => {
  test('its weaknesses are named, the worst first', () => {
    expect(idsOf()).toEqual([
      'topology.single_point_of_failure db',
      'topology.external_dependency pay',
      'topology.retry_storm web,pay',
      'topology.fan_out web,db',
      'topology.timeout_inversion web,orders,pay',
      'topology.shared_database db,orders,reviews',
      'topology.retried_write orders,pay',
      'topology.latency_dominant pay',
    ]);
  });

  test('the time to an answer adds up what is waited for, and says whose it is', () => {
    const [latency] = analyse().latencies;
    expect(latency?.totalMs).toBe(20 + 15 + 12 * 5 + 300 + 40 + 5);
    expect(latency?.shares[0]).toEqual({ name: 'pay', ms: 300 });
  });

  test('of parallel calls only the slowest counts', () => {
    const calls = shop.calls.map((call) =>
      call.from === 'web' ? { ...call, parallel: true } : call,
    );
    expect(analyse({ calls }).latencies[0]?.totalMs).toBe(20 + 15 + 60 + 300);
  });

  test('availability is the product of what an answer needs, and no more', () => {
    const [chain] = analyse().chains;
    expect(chain?.parts.toSorted()).toEqual(['db', 'orders', 'pay', 'web']);
    expect(chain?.availabilityPercent).toBeCloseTo(99.99 * 0.999 * 0.999 * 0.995, 9);
  });

  test('each part that is lost has its own effect', () => {
    const losses = new Map(analyse().losses.map((loss) => [loss.name, loss]));
    expect(losses.get('db')).toMatchObject({ fails: ['web'] });
    expect(losses.get('reviews')).toMatchObject({ fails: [], degrades: ['web'], delays: [] });
    expect(losses.get('mail')).toMatchObject({ fails: [], degrades: [], delays: ['web'] });
  });

  test('a second instance takes the single point of failure away, and nothing else', () => {
    const components = shop.components.map((part) =>
      part.name === 'db' ? { ...part, replicas: 2 } : part,
    );
    expect(idsOf({ components })).toEqual(idsOf().slice(1));
  });

  test('what nobody stated is asked for, not claimed', () => {
    const components = shop.components.map((part) => ({ ...part, replicas: undefined }));
    const single = analyse({ components }).bottlenecks.find(
      ({ id, where }) => id === 'topology.single_point_of_failure' && where[0] === 'db',
    );
    expect(single).toMatchObject({
      severity: 'warn',
      what: expect.stringContaining('Nobody stated'),
    });
  });
});

test('parts that wait for each other are the finding, and no time is made up for them', () => {
  const calls = [...shop.calls, { from: 'pay', to: 'orders', mode: 'sync' }];
  const review = analyse({ calls });
  expect(review.bottlenecks[0]).toMatchObject({ id: 'topology.cycle', where: ['orders', 'pay'] });
  expect(review.latencies).toEqual([]);
});

type Row = readonly [calls: number, last?: object];

/** A row of services, each waiting for the next; the last call may be changed. */
function rowOf([calls, last = {}]: Row) {
  return analyseTopology(
    topology.parse({
      components: Array.from({ length: calls + 1 }, (_, index) => ({
        name: `s${index}`,
        kind: index === calls ? 'database' : 'service',
        replicas: 2,
      })),
      calls: Array.from({ length: calls }, (_, index) => ({
        from: `s${index}`,
        to: `s${index + 1}`,
        mode: 'sync',
        timeout_ms: 100 * (calls - index),
        ...(index === calls - 1 ? last : {}),
      })),
      entries: ['s0'],
    }),
  ).bottlenecks.map(({ id }) => id);
}

test.each<readonly [string, Row, Row, string]>([
  ['four calls in a row are deep, three are not', [4], [3], 'topology.sync_chain'],
  [
    'ten calls are many, nine are not',
    [1, { per_request: 10 }],
    [1, { per_request: 9 }],
    'topology.fan_out',
  ],
  [
    'three retries are a storm, two are not',
    [1, { retries: 3 }],
    [1, { retries: 2 }],
    'topology.retry_storm',
  ],
  [
    'a retried write happens twice, a retried read does not',
    [1, { retries: 1, writes: true }],
    [1, { retries: 1 }],
    'topology.retried_write',
  ],
  [
    'what waits longer than its caller is told, what waits as long is not',
    [2, { timeout_ms: 201 }],
    [2, { timeout_ms: 200 }],
    'topology.timeout_inversion',
  ],
])('%s', (_, speaks, silent, id) => {
  expect(rowOf(speaks)).toContain(id);
  expect(rowOf(silent)).not.toContain(id);
});

test.each([
  [40, 60, true],
  [41, 59, false],
])('of %i ms and %i ms the larger part dominates: %p', (web, db, dominates) => {
  const components = [
    { name: 'web', kind: 'service', own_latency_ms: web },
    { name: 'db', kind: 'database', own_latency_ms: db },
  ];
  const calls = [{ from: 'web', to: 'db', mode: 'sync' }];
  const { bottlenecks } = analyseTopology(topology.parse({ components, calls, entries: ['web'] }));
  const found = bottlenecks.filter(({ id }) => id === 'topology.latency_dominant');
  expect(found.map(({ where }) => where)).toEqual(dominates ? [['db']] : []);
});

test('a database with one writer is nobody else’s', () => {
  expect(rowOf([1, { writes: true }])).toEqual([]);
});

test('any graph ends in an analysis: cycles, dead ends and islands', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const call = fc.record({
    from: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    mode: fc.constantFrom('sync', 'async'),
    required: fc.boolean(),
    parallel: fc.boolean(),
    per_request: fc.integer({ min: 1, max: 5 }),
    retries: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(call, { minLength: 1, maxLength: 14 }), (calls) => {
      const components = names.map((name) => ({ name, kind: 'service', own_latency_ms: 1 }));
      const system = topology.parse({
        components,
        calls: calls
          .filter(({ from, to }) => from !== to)
          .concat({
            from: 'a',
            to: 'b',
            mode: 'sync',
            required: true,
            parallel: false,
            per_request: 1,
            retries: 0,
          }),
        entries: ['a'],
      });
      const { latencies, losses, loads } = analyseTopology(system);
      for (const { totalMs, shares } of latencies) {
        expect(shares.reduce((sum, { ms }) => sum + ms, 0)).toBeCloseTo(totalMs, 6);
      }
      expect(losses).toHaveLength(names.length);
      for (const { calls: made, worst } of loads.flatMap((entry) => entry.loads)) {
        expect(worst).toBeGreaterThanOrEqual(made);
      }
    }),
  );
});

describe('the tool', () => {
  test('reports what it walked', async () => {
    const result = await findBottlenecksTool.run(shop, aToolContext());
    expect(result).toMatchObject({
      ok: true,
      evidence: [{ summary: '6 parts and 6 calls walked, 7 weaknesses' }],
    });
    expect(result.content).toContain('db: no answer from web');
  });

  test('names that do not fit are said, all at once', async () => {
    const calls = [
      ...shop.calls,
      { from: 'web', to: 'serach', mode: 'sync' },
      { from: 'db', to: 'db', mode: 'sync' },
    ];
    const result = await findBottlenecksTool.run({ ...shop, calls }, aToolContext());
    expect(result).toEqual({
      ok: false,
      content:
        'The list does not fit together: "serach" is called but not among the components; "db" calls itself.',
    });
  });
});
