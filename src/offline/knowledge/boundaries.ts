import type { Topic } from './topic.ts';

export const boundaries: readonly Topic[] = [
  {
    id: 'service-boundaries',
    title: 'Where to cut: modules, services, domains',
    cues: [
      'microservice',
      'monolith',
      'split',
      'service boundary',
      'bounded context',
      'domain',
      'decompose',
      'modular',
      'extract',
      'strangler',
    ],
    checklist: [
      'A cut follows a business capability and the team that owns it, not a layer.',
      'Each piece of data has one owner; the others hold copies or ask.',
      'What must change together in one transaction stays together.',
      'A service can be deployed, and can fail, without the others.',
      'The gain is named (a team’s pace, a different scale, isolation) and outweighs the network.',
    ],
    patterns: [
      {
        name: 'Modular monolith',
        when: 'Up to a few teams, one deploy is no pain',
        costs: 'Discipline at the borders; one runtime',
      },
      {
        name: 'Services by capability',
        when: 'Teams block each other, or parts scale apart',
        costs: 'Operations, partial failure, no joins, slower tests',
      },
      {
        name: 'Strangler fig',
        when: 'Leaving a legacy system while it runs',
        costs: 'Two systems and a router for a long time',
      },
    ],
    questions: [
      {
        ask: 'How many teams change this code, and how often do they wait for each other?',
        assume: 'two teams, sometimes',
      },
      { ask: 'Which part needs another scale, release pace or protection?', assume: 'none so far' },
    ],
    sources: [
      'Eric Evans, Domain-Driven Design',
      'Sam Newman, Building Microservices',
      'Martin Fowler, “MonolithFirst”',
    ],
  },
  {
    id: 'consistency',
    title: 'Consistency between services',
    cues: [
      'saga',
      'outbox',
      'distributed transaction',
      'two-phase',
      '2pc',
      'eventual consistency',
      'consistent',
      'dual write',
      'cdc',
      'compensat',
    ],
    checklist: [
      'No request writes to a database and to a broker as two steps: an outbox or change capture is between.',
      'Each step of a saga can be repeated, and each has its way back or a person who decides.',
      'It is written down what a user may see while it is under way.',
      'A saga that stands still is found by a clock, not by a customer.',
    ],
    patterns: [
      {
        name: 'Transactional outbox',
        when: 'A change and its event must not part',
        costs: 'A table, a relay, consumers that bear repeats',
      },
      {
        name: 'Saga, orchestrated',
        when: 'More than three steps, or steps that fail often',
        costs: 'A coordinator with state',
      },
      {
        name: 'Saga, choreographed',
        when: 'Two or three steps, loose teams',
        costs: 'Nobody sees the whole',
      },
      {
        name: 'One database, one transaction',
        when: 'The parts can live together',
        costs: 'A boundary less',
      },
    ],
    questions: [
      {
        ask: 'Which facts must be true together at once, and which may catch up within seconds?',
        assume: 'money at once, everything else within 5 s',
      },
      {
        ask: 'What does a customer see when the last step fails?',
        assume: 'a pending order that is settled or cancelled within minutes',
      },
    ],
    sources: [
      'Chris Richardson, Microservices Patterns',
      'Martin Kleppmann, Designing Data-Intensive Applications',
      'Garcia-Molina and Salem, “Sagas”',
    ],
  },
  {
    id: 'messaging',
    title: 'Events and queues',
    cues: [
      'kafka',
      'queue',
      'event-driven',
      'event driven',
      'pub/sub',
      'rabbitmq',
      'sqs',
      'message broker',
      'consumer',
      'dead letter',
      'event sourcing',
      'cqrs',
      'webhook',
    ],
    checklist: [
      'Consumers bear a message twice and out of order, or the key and the partition say why they need not.',
      'What cannot be processed leaves the line for a dead-letter queue that somebody looks at.',
      'Events are facts in the past tense, with a schema that is checked and evolves by addition.',
      'Lag is measured in time, and has an alert.',
      'A replay is possible, and has been tried.',
    ],
    patterns: [
      { name: 'Work queue', when: 'Tasks for any one worker', costs: 'No order, no replay' },
      {
        name: 'Log (Kafka)',
        when: 'Several readers, order by key, replay',
        costs: 'Partitions to plan, more to run',
      },
      {
        name: 'Event sourcing',
        when: 'The history is the business (ledger, audit)',
        costs: 'Versions of events for ever; queries need projections',
      },
    ],
    questions: [
      { ask: 'Which order matters, and within which key?', assume: 'within one customer' },
      { ask: 'How late may a consumer be?', assume: 'a minute' },
    ],
    sources: [
      'Hohpe and Woolf, Enterprise Integration Patterns',
      'Jay Kreps, “The Log”',
      'CloudEvents specification',
    ],
  },
];
