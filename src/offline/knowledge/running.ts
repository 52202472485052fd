import type { Topic } from './topic.ts';

export const running: readonly Topic[] = [
  {
    id: 'latency',
    title: 'Finding what is slow',
    cues: [
      'slow',
      'latency',
      'p95',
      'p99',
      'bottleneck',
      'timeout',
      'response time',
      'performance',
      'profil',
    ],
    checklist: [
      'The slow thing is a number with a percentile and a load, not an impression.',
      'A trace shows where the time goes before anything is changed.',
      'Waiting (locks, pools, queues) is told apart from working.',
      'The goal is a number, and the change is measured against it under the same load.',
    ],
    patterns: [
      { name: 'Batch', when: 'Many small calls', costs: 'Complexity at the edge' },
      { name: 'Cache', when: 'The same answer, asked often', costs: 'Stale data, cold starts' },
      {
        name: 'Take it off the path',
        when: 'The caller need not wait for it',
        costs: 'Someone must see that it was done',
      },
    ],
    questions: [
      {
        ask: 'Which operation, which percentile, at how many requests a second?',
        assume: 'nothing measured yet',
      },
      { ask: 'Since when, and what changed then?', assume: 'it crept in with growth' },
    ],
    sources: ['Brendan Gregg, Systems Performance', 'Dean and Barroso, “The Tail at Scale”'],
  },
  {
    id: 'caching',
    title: 'Caching',
    cues: [
      'cache',
      'caching',
      'redis',
      'cdn',
      'invalidat',
      'ttl',
      'memcached',
      'stale',
      'stampede',
    ],
    checklist: [
      'It is written down how stale an answer may be.',
      'A miss is computed once, not by everybody at the same moment.',
      'The store survives an empty cache at the peak, or traffic is let in slowly.',
      'Keys hold all that the answer depends on, the user’s rights included.',
      'Times to live are spread, so that entries do not leave together.',
    ],
    patterns: [
      {
        name: 'Cache-aside with a time to live',
        when: 'Reads bear some age',
        costs: 'Stale until it ends',
      },
      {
        name: 'Write-through or events that invalidate',
        when: 'Age must be short',
        costs: 'Missed events: keep a time to live as well',
      },
      {
        name: 'Stale-while-revalidate',
        when: 'Speed before freshness',
        costs: 'One old answer more',
      },
    ],
    questions: [
      { ask: 'How old may an answer be, for each kind of data?', assume: 'a minute' },
      {
        ask: 'What share of the requests asks for the same things?',
        assume: 'unknown: measure before sizing',
      },
    ],
    sources: ['RFC 9111, HTTP Caching', 'Facebook, “Scaling Memcache at Facebook”'],
  },
  {
    id: 'scaling',
    title: 'Growing with load',
    cues: [
      'scale',
      'scaling',
      'scalab',
      'traffic',
      'peak',
      'autoscal',
      'million users',
      'throughput',
      'load balanc',
      'capacity',
      'concurrent users',
      'black friday',
    ],
    checklist: [
      'The target is a number: requests a second at the peak, data in a year.',
      'What is kept in a process’s memory can be lost with it.',
      'The part that cannot be multiplied (the writer, a lock, a third party) is known by name.',
      'Autoscaling is faster than the load, or there is headroom for the difference.',
      'A load test at twice the target is part of the plan.',
    ],
    patterns: [
      {
        name: 'Larger machine',
        when: 'Below its limit for the next year',
        costs: 'Money; one failure domain',
      },
      {
        name: 'Stateless copies behind a balancer',
        when: 'State lives elsewhere',
        costs: 'The state’s home is next',
      },
      {
        name: 'Queue between',
        when: 'Peaks are short, callers need no answer at once',
        costs: 'Delay, repeats',
      },
    ],
    questions: [
      {
        ask: 'Requests a second today, at the peak, and in a year?',
        assume: 'unknown: state it before choosing',
      },
      { ask: 'What is the budget a month?', assume: 'that of today' },
    ],
    sources: [
      'Google, Site Reliability Engineering, “Software Engineering in SRE” and “Handling Overload”',
      'Martin Abbott, The Art of Scalability',
    ],
  },
];
