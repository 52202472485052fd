import type { Topic } from './topic.ts';

export const reliability: readonly Topic[] = [
  {
    id: 'resilience',
    title: 'Failing well',
    cues: [
      'retry',
      'circuit breaker',
      'failover',
      'resilien',
      'outage',
      'availability',
      'high availability',
      'disaster',
      'rpo',
      'rto',
      'backup',
      'single point of failure',
      'fallback',
      'redundan',
    ],
    checklist: [
      'Each call has a timeout below its caller’s own; retries have jitter, a budget, and happen on one level.',
      'It is decided for each dependency what is answered without it.',
      'A restore was done from the backup, and its time is known.',
      'Instances stand in different zones, and losing one was tried.',
      'Deploys go to a few first, and go back by themselves.',
    ],
    patterns: [
      {
        name: 'Circuit breaker',
        when: 'A dependency fails for minutes',
        costs: 'Tuning; an answer to give meanwhile',
      },
      { name: 'Bulkhead', when: 'One slow dependency eats all threads', costs: 'Unused reserve' },
      {
        name: 'Warm standby',
        when: 'Minutes of outage are too many',
        costs: 'The second set, and drills',
      },
    ],
    questions: [
      {
        ask: 'How long may it be down in a month, and how much data may be lost?',
        assume: '99.9 % (43 minutes a month), no data that was confirmed',
      },
      { ask: 'What happened in the last three incidents?', assume: 'unknown' },
    ],
    sources: [
      'Michael Nygard, Release It!',
      'AWS Builders’ Library, “Timeouts, retries, and backoff with jitter”',
    ],
  },
  {
    id: 'observability',
    title: 'Seeing what happens',
    cues: [
      'monitor',
      'observab',
      'metric',
      'tracing',
      'trace',
      'logging',
      'logs',
      'alert',
      'slo',
      'sli',
      'dashboard',
      'opentelemetry',
      'prometheus',
    ],
    checklist: [
      'For each service: rate, errors, duration; for each resource: utilisation, saturation, errors.',
      'A trace id goes from the edge into every log line and every message.',
      'Alerts fire on what users feel, have an owner and a runbook, and are few.',
      'Objectives are agreed, and the rest of the error budget decides what is done next.',
      'Logs are structured, hold no secrets and no personal data beyond need.',
    ],
    patterns: [
      {
        name: 'Service level objective with burn-rate alerts',
        when: 'Anything that users rely on',
        costs: 'Agreeing on the number',
      },
      {
        name: 'Tail sampling of traces',
        when: 'Too many traces to keep',
        costs: 'A collector with memory',
      },
    ],
    questions: [
      { ask: 'How do you learn today that something is wrong?', assume: 'from users' },
      {
        ask: 'Which journey matters most, and how slow is broken?',
        assume: 'the one that earns money; two seconds',
      },
    ],
    sources: [
      'Google, The Site Reliability Workbook, “Alerting on SLOs”',
      'OpenTelemetry documentation',
      'Brendan Gregg, “The USE Method”',
    ],
  },
  {
    id: 'concurrency',
    title: 'Races and transactions',
    cues: [
      'race condition',
      'transaction',
      'lost update',
      'deadlock',
      'isolation level',
      'concurren',
      'optimistic',
      'pessimistic',
      'double booking',
      'oversell',
      'inventory',
    ],
    checklist: [
      'What is read, changed and written back is one statement, a locked row, or a checked version.',
      'A rule over several rows is a constraint or runs under SERIALIZABLE with a retry.',
      'Transactions are short and hold no call over the network.',
      'Locks are taken in one order everywhere.',
    ],
    patterns: [
      { name: 'Atomic update', when: 'Counters, balances', costs: 'None' },
      {
        name: 'Optimistic version',
        when: 'Conflicts are rare',
        costs: 'A retry, or a message to a person',
      },
      {
        name: '`SELECT … FOR UPDATE`',
        when: 'Conflicts are common',
        costs: 'Waiting, deadlocks to order away',
      },
    ],
    questions: [
      { ask: 'How many writers meet on the same row at the peak?', assume: 'a few a second' },
    ],
    sources: [
      'PostgreSQL documentation, “Transaction Isolation”',
      'Berenson et al., “A Critique of ANSI SQL Isolation Levels”',
    ],
  },
];
