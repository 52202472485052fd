import type { Topic } from './topic.ts';

export const recovery: readonly Topic[] = [
  {
    id: 'disaster-recovery',
    title: 'Disaster recovery and backups',
    rule: 'RPO and RTO choose the means: hours are a restore, minutes a warm standby, seconds a second running region. A backup that was never restored is a hope.',
    cues: [
      'disaster',
      'recovery plan',
      'rpo',
      'rto',
      'backup',
      'restore',
      'point-in-time',
      'pitr',
      'ransomware',
      'business continuity',
      'standby',
      'region goes',
      'region fails',
    ],
    checklist: [
      'A restore into an empty account was done this quarter, by the runbook, and timed.',
      'Backups lie in another account and region, encrypted, and cannot be deleted by whoever can delete the data.',
      'Replication is no backup: a wrong DELETE is replicated, too.',
      'What else is needed is restored as well: secrets, DNS, configuration, queues, files.',
      'Who declares the disaster, and who is told, is named.',
    ],
    patterns: [
      {
        name: 'Backup and restore',
        when: 'Hours of outage and of loss are bearable',
        costs: 'Cheapest; slowest',
      },
      {
        name: 'Pilot light or warm standby',
        when: 'Minutes',
        costs: 'A second, smaller set, kept in step',
      },
      {
        name: 'Active in two regions',
        when: 'Seconds',
        costs: 'Twice the cost; conflicts; everything is harder',
      },
    ],
    questions: [
      {
        ask: 'How much data may be lost, how long may it be down, for which flows?',
        assume: 'five minutes and four hours, for orders',
      },
      { ask: 'When was the last restore, and how long did it take?', assume: 'never' },
    ],
    sources: [
      'AWS, Disaster Recovery of Workloads on AWS',
      'Google, Site Reliability Engineering, “Data Integrity: What You Read Is What You Wrote”',
      'PostgreSQL documentation, “Continuous Archiving and Point-in-Time Recovery”',
    ],
  },
  {
    id: 'multi-region',
    title: 'Several regions',
    rule: 'One region with zones is enough for most promises. Read copies elsewhere for latency; one home region for each customer before two that write the same rows; a second write region only with a rule for conflicts.',
    cues: [
      'multi-region',
      'multi region',
      'active-active',
      'active active',
      'active-passive',
      'data residency',
      'global users',
      'several regions',
      'geo-replicat',
      'cross-region',
      'latency for users in',
    ],
    checklist: [
      'What each region can do alone was tried by cutting it off.',
      'The home of each customer’s data is one look-up, and moving it was tried.',
      'Writes that cross a region are few, and their latency is in the budget.',
      'Deploys go to one region first.',
      'It is decided which promise gives way when regions cannot see each other.',
    ],
    patterns: [
      {
        name: 'One region, several zones',
        when: 'Nearly always',
        costs: 'The region is one failure domain',
      },
      { name: 'Read replicas elsewhere', when: 'Readers far away', costs: 'Stale reads' },
      {
        name: 'Home region for each customer',
        when: 'Residency, latency, blast radius',
        costs: 'Routing; no queries over all',
      },
      {
        name: 'Two writers',
        when: 'An outage of seconds is too long',
        costs: 'Conflicts; cost; few can run it',
      },
    ],
    questions: [
      { ask: 'Is it latency, law or availability that asks for it?', assume: 'availability' },
      { ask: 'Which writes must never conflict?', assume: 'money and stock' },
    ],
    sources: [
      'Daniel Abadi, “Consistency Tradeoffs in Modern Distributed Database System Design”',
      'AWS, AWS Multi-Region Fundamentals',
    ],
  },
];
