import { text, toolUse } from '../../tests/support/model/script.ts';
import type { EvalCase } from '../case.ts';

const pool = toolUse('estimate_capacity', {
  calculations: [
    {
      kind: 'connection_pool',
      requests_per_s: 1200,
      queries_per_request: 3,
      query_ms: 8,
      instances: 4,
    },
  ],
});

export const performanceCases: readonly EvalCase[] = [
  {
    id: 'performance-pool-size',
    concern: 'performance',
    title: 'A pool is sized by Little’s law, from what was stated',
    acts: [
      {
        say: 'ask performance-analyst: how many connections for each of 4 instances? 1,200 requests/s, 3 queries each, 8 ms a query.',
      },
    ],
    model: [
      [pool],
      [
        text(
          'Give each instance 11 connections, 44 connections together; 28.8 are busy on average.',
        ),
      ],
    ],
    expect: {
      agent: 'performance-analyst',
      asks: 'none',
      tools: ['estimate_capacity'],
      numbers: [
        { what: 'a pool', pattern: /instance ([\d.,]+) connections/, value: 11, tolerance: 0 },
        { what: 'all pools', pattern: /([\d.,]+) connections together/, value: 44, tolerance: 0 },
      ],
      never: [/not verified/i],
      evidence: [{ subject: /connection pool/, verdict: 'passed', summary: /11 connections/ }],
    },
    rubric: ['Shows or names the formula.', 'Says what doubles the number.'],
  },
  {
    id: 'performance-queue-wait',
    concern: 'performance',
    title: 'A wait in line is computed, and a line without end is called one',
    acts: [
      {
        say: 'ask performance-analyst: 50 jobs/s arrive, each takes 100 ms, we have 5 workers. How long do they wait?',
      },
    ],
    model: [
      [
        toolUse('estimate_capacity', {
          calculations: [
            { kind: 'queue_wait', arrivals_per_s: 50, service_ms: 100, servers: 5 },
            { kind: 'queue_wait', arrivals_per_s: 50, service_ms: 100, servers: 7 },
          ],
        }),
      ],
      [text('With 5 workers the line grows without end. Seven keep up, at 71.4 % utilisation.')],
    ],
    expect: {
      tools: ['estimate_capacity'],
      says: [/without (?:end|bound|limit)|unbounded|never catch/i],
      numbers: [
        { what: 'utilisation', pattern: /([\d.,]+) % utilisation/, value: 71.4, tolerance: 0.01 },
      ],
      evidence: [{ subject: /queue wait/, verdict: 'failed' }],
    },
  },
  {
    id: 'performance-uncited-number-marked',
    concern: 'performance',
    title: 'A number that nobody stated and nothing computed is marked',
    scriptOnly: true,
    acts: [{ say: 'ask performance-analyst: will one node be enough?' }],
    model: [[text('Yes: one node handles 50,000 requests/s.')]],
    expect: {
      asks: 'none',
      says: [/50,000 requests\/s[^\n]{0,20}not verified/i],
      told: [/"50,000 requests\/s"/],
      evidence: [{ subject: /number/i, verdict: 'failed' }],
    },
  },
  {
    id: 'performance-uncited-number-mended',
    concern: 'performance',
    title: 'A number that was sent back comes again, computed',
    scriptOnly: true,
    acts: [
      {
        say: 'ask performance-analyst: 800 requests/s at 120 ms each: how many are in flight at once?',
      },
    ],
    model: [
      [text('About 500 requests are in flight at once.')],
      [
        toolUse('estimate_capacity', {
          calculations: [{ kind: 'concurrency', requests_per_s: 800, latency_ms: 120 }],
        }),
      ],
      [text('96 requests are in flight at once, by Little’s law.')],
    ],
    expect: {
      tools: ['estimate_capacity'],
      numbers: [
        { what: 'in flight', pattern: /([\d.,]+) requests are in flight/, value: 96, tolerance: 0 },
      ],
      never: [/not verified/i, /\b500 requests/],
      evidence: [{ subject: /Corrections/, verdict: 'passed' }],
    },
  },
  {
    id: 'performance-wrong-tool-input',
    concern: 'performance',
    title: 'A tool that is called wrongly says how it is called, and the answer comes all the same',
    scriptOnly: true,
    acts: [{ say: 'ask performance-analyst: 800 requests/s at 120 ms: how many in flight?' }],
    model: [
      [toolUse('estimate_capacity', { calculations: [{ kind: 'guess' }] })],
      [
        toolUse('estimate_capacity', {
          calculations: [{ kind: 'concurrency', requests_per_s: 800, latency_ms: 120 }],
        }),
      ],
      [text('96 requests are in flight.')],
    ],
    expect: { tools: ['estimate_capacity'], says: [/96 requests/] },
  },
  {
    id: 'performance-offline-arithmetic',
    concern: 'performance',
    title: 'Without a model stated numbers are computed, and nobody pretends to have judged',
    offline: true,
    acts: [{ say: 'ask performance-analyst: 800 requests/s at 120 ms, how many are in flight?' }],
    model: [],
    expect: {
      asks: 'none',
      says: [/No language model took part/],
      numbers: [{ what: 'in flight', pattern: /In flight: ([\d.,]+)/, value: 96, tolerance: 0 }],
      tools: ['estimate_capacity'],
      budget: { usd: 0, tokens: 0 },
    },
  },
  {
    id: 'performance-cache-size',
    concern: 'performance',
    title: 'A cache is sized, and what still reaches the store is told',
    acts: [
      {
        say: 'ask performance-analyst: 10,000,000 items of 1,000 bytes, a fifth of them hot, 2,000 requests/s, 90 % hits. Is a cache worth it?',
      },
    ],
    model: [
      [
        toolUse('estimate_capacity', {
          calculations: [
            {
              kind: 'cache',
              items: 10_000_000,
              hot_percent: 20,
              bytes_per_item: 1000,
              requests_per_s: 2000,
              hit_percent: 90,
            },
          ],
        }),
      ],
      [text('It takes 2.21 GB of memory, and 200 requests/s still reach the store.')],
    ],
    expect: {
      asks: 'none',
      tools: ['estimate_capacity'],
      numbers: [
        { what: 'memory', pattern: /([\d.,]+) GB of memory/, value: 2.21, tolerance: 0.01 },
        { what: 'misses', pattern: /([\d.,]+) requests\/s still/, value: 200, tolerance: 0 },
      ],
      never: [/not verified/i],
    },
    rubric: ['Names invalidation and the cold start.'],
  },
  {
    id: 'performance-measure-first',
    concern: 'performance',
    title: 'Slowness without a measurement gets a measurement before a cure',
    acts: [{ say: 'ask performance-analyst: the list became slow last week' }],
    model: [
      [
        text(
          'Not known yet. Take one slow request’s trace and `EXPLAIN (ANALYZE, BUFFERS)` of it.',
        ),
      ],
    ],
    expect: { agent: 'performance-analyst', asks: 'none', says: [/trace/, /EXPLAIN/] },
    rubric: ['Recommends no cure before a measurement.'],
  },
];
