import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { percentileMs, queue, serversFor } from '../../../src/review/capacity/erlang.ts';

/** First come, first served, from a seed: what the formula is held to. */
function simulate(arrivalsPerS: number, serviceMs: number, servers: number, jobs: number) {
  const random = seeded(7);
  const free = Array.from({ length: servers }, () => 0);
  let now = 0;
  const times: number[] = [];
  let waited = 0;
  for (let job = 0; job < jobs; job += 1) {
    now += (-Math.log(random()) / arrivalsPerS) * 1000;
    const at = free.indexOf(Math.min(...free));
    const start = Math.max(now, free[at]!);
    free[at] = start - Math.log(random()) * serviceMs;
    waited += start - now;
    times.push(free[at] - now);
  }
  times.sort((a, b) => a - b);
  return { meanWaitMs: waited / jobs, p99: times[Math.floor(jobs * 0.99)]! };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return (state + 1) / 4_294_967_297;
  };
}

describe('the queue', () => {
  test.each([
    { arrivals: 75, serviceMs: 10, servers: 1 },
    { arrivals: 320, serviceMs: 10, servers: 4 },
    { arrivals: 900, serviceMs: 10, servers: 10 },
  ])('agrees with a simulation of $servers servers', ({ arrivals, serviceMs, servers }) => {
    const simulated = simulate(arrivals, serviceMs, servers, 120_000);
    const { meanWaitMs } = queue(arrivals, serviceMs, servers);
    expect(meanWaitMs / simulated.meanWaitMs).toBeCloseTo(1, 0.9);
    expect(percentileMs(arrivals, serviceMs, servers, 0.99) / simulated.p99).toBeCloseTo(1, 0.9);
  });

  test('one server is the textbook case: mean time in the system is 1 ÷ (μ − λ)', () => {
    expect(queue(80, 10, 1).meanTotalMs).toBeCloseTo(1000 / (100 - 80), 6);
    expect(percentileMs(80, 10, 1, 0.99)).toBeCloseTo((-Math.log(0.01) * 1000) / 20, 3);
  });

  test('a line that grows without end is said so, not computed', () => {
    expect(queue(100, 10, 1)).toMatchObject({ utilisation: 1, meanWaitMs: Infinity });
    expect(percentileMs(101, 10, 1, 0.5)).toBe(Infinity);
  });

  const busy = fc.record({
    servers: fc.integer({ min: 1, max: 200 }),
    serviceMs: fc.double({ min: 0.1, max: 10_000, noNaN: true }),
    load: fc.double({ min: 0.01, max: 0.98, noNaN: true }),
  });

  test('a further server never makes anybody wait longer, a further arrival never shorter', () => {
    fc.assert(
      fc.property(busy, ({ servers, serviceMs, load }) => {
        const arrivals = (load * servers * 1000) / serviceMs;
        const { meanWaitMs } = queue(arrivals, serviceMs, servers);
        expect(queue(arrivals, serviceMs, servers + 1).meanWaitMs).toBeLessThanOrEqual(meanWaitMs);
        expect(queue(arrivals * 1.01, serviceMs, servers).meanWaitMs).toBeGreaterThanOrEqual(
          meanWaitMs,
        );
      }),
    );
  });

  test('percentiles lie above the service and in order', () => {
    fc.assert(
      fc.property(busy, ({ servers, serviceMs, load }) => {
        const arrivals = (load * servers * 1000) / serviceMs;
        const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
          percentileMs(arrivals, serviceMs, servers, share),
        );
        expect(p50!).toBeLessThanOrEqual(p95!);
        expect(p95!).toBeLessThanOrEqual(p99!);
        expect(p99!).toBeGreaterThanOrEqual(-Math.log(0.01) * serviceMs * 0.999);
      }),
    );
  });

  test('the servers for a target reach it, and one fewer does not', () => {
    const target = { share: 0.99, ms: 60 };
    const servers = serversFor(900, 10, target)!;
    expect(percentileMs(900, 10, servers, 0.99)).toBeLessThanOrEqual(60);
    expect(percentileMs(900, 10, servers - 1, 0.99)).toBeGreaterThan(60);
    expect(serversFor(900, 10, { share: 0.99, ms: 30 })).toBeNull();
  });

  test('a load beyond all servers is told at once, for nothing else runs meanwhile', () => {
    const began = performance.now();
    expect(serversFor(1e6, 1e7, { share: 0.99, ms: 1e9 })).toBeNull();
    expect(queue(1, 1, 1e9).waits).toBe(0);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
