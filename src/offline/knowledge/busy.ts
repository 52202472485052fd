import type { Topic } from './topic.ts';

export const busy: readonly Topic[] = [
  {
    id: 'busy-database',
    title: 'A database that is busy or stuck',
    rule: 'First what runs and what waits now (`pg_stat_activity` with its wait events), then which statements take most of the time together (`pg_stat_statements`), then what changed when it began: a release, a plan, statistics, a job. A restart destroys the evidence.',
    cues: [
      'postgres cpu',
      'postgresql cpu',
      'mysql cpu',
      'database cpu',
      'db cpu',
      'rds cpu',
      'cpu of the database',
      'database load',
      'database is overloaded',
      'database is slow',
      'db is slow',
      'slow database',
      'lock wait',
      'blocked queries',
      'long-running transaction',
      'long running transaction',
      'idle in transaction',
      'pg_stat',
      'autovacuum',
      'bloat',
      'connection storm',
    ],
    checklist: [
      'Sessions were counted by state and wait event: running, waiting for a lock, for disk, idle in a transaction.',
      'The statement with the most total time is known, how often it runs, and its plan with the real values.',
      'No transaction is older than minutes: it holds back vacuum and locks.',
      'Statistics are fresh after a load or a bulk change (ANALYZE), and autovacuum keeps up with the busiest table.',
      '`statement_timeout`, `idle_in_transaction_session_timeout` and a limit on connections bound the harm of the next time.',
    ],
    patterns: [
      {
        name: 'End the one that blocks (`pg_cancel_backend`)',
        when: 'A lock or a runaway report holds the rest',
        costs: 'Its work; note what it was first',
      },
      {
        name: 'Turn the release or the job back',
        when: 'It began with a change',
        costs: 'The change waits',
      },
      {
        name: 'Fewer connections, a pooler',
        when: 'Very many sessions run at once',
        costs: 'People wait outside instead',
      },
    ],
    questions: [
      {
        ask: 'What changed when it began: release, data, traffic, a job?',
        assume: 'unknown: look there first',
      },
      { ask: 'What do the sessions wait for?', assume: 'nothing looked at yet' },
    ],
    sources: [
      'PostgreSQL documentation, “Monitoring Database Activity” and “Routine Vacuuming”',
      'PostgreSQL documentation, “pg_stat_statements”',
    ],
  },
  {
    id: 'waiting-in-code',
    title: 'Threads, coroutines, async',
    rule: 'Plain blocking code while threads suffice; on the JVM virtual threads (Java 21 on; from 24 on `synchronized` no longer pins them) for many requests that wait. Coroutines or async where the code base is written so, or where cancelling and streams are the point. None of them makes a database larger: what is scarce gets its own limit.',
    cues: [
      'virtual thread',
      'project loom',
      'coroutine',
      'webflux',
      'reactive',
      'goroutine',
      'asyncio',
      'async/await',
      'thread per request',
      'blocking call',
      'blocking i/o',
      'non-blocking',
    ],
    checklist: [
      'It was measured that requests wait rather than compute: for computing none of this helps.',
      'What blocks is never called on an event loop; drivers and libraries fit the model that was chosen.',
      'Each scarce thing behind it (connections, a third party) has a limit of its own: threads were that limit before.',
      'Cancelling and deadlines reach the last call; nothing is started that nobody waits for.',
      'Stack traces, profiles and thread locals still tell what happens.',
    ],
    patterns: [
      {
        name: 'Thread pool',
        when: 'Hundreds of requests at once',
        costs: 'Memory for each thread; the pool is the limit',
      },
      {
        name: 'Virtual threads, goroutines',
        when: 'Thousands that wait, code that stays plain',
        costs: 'Limits have to be set elsewhere; pinning by native code',
      },
      {
        name: 'Coroutines, async and await',
        when: 'Structured cancelling; Kotlin, Python, Node, .NET',
        costs: 'Two kinds of functions; one blocking call stops many',
      },
    ],
    questions: [
      {
        ask: 'How many requests are in flight at the peak, and what do they wait for?',
        assume: 'below 200; the database',
      },
    ],
    sources: [
      'OpenJDK, JEP 444 “Virtual Threads” and JEP 491 “Synchronize Virtual Threads without Pinning”',
      'Kotlin documentation, “Coroutines guide”',
    ],
  },
  {
    id: 'background-work',
    title: 'Work that outlasts a request',
    rule: 'Answer 202 with an address to look at, write the job in the same transaction as what it is about, and let a worker do it. The result is a file or a row, people are told when it is there, and asking twice makes one job.',
    cues: [
      'pdf',
      'long-running request',
      'long running request',
      'takes 30 seconds',
      'takes a minute',
      'takes minutes',
      'seconds to generate',
      'report generation',
      'background work',
      'background task',
      'in the background',
      'outside the request',
      'asynchronous endpoint',
    ],
    checklist: [
      'What people see meanwhile is decided: a state, a bell, an email.',
      'The job carries a key, so that a second click finds the first job.',
      'A worker that dies loses no job: a lease ends, another one takes it; the work bears that.',
      'Jobs that never succeed end somewhere that somebody looks at.',
      'One customer’s thousand jobs do not stand before everybody’s first.',
    ],
    patterns: [
      {
        name: 'Job table and workers (SKIP LOCKED)',
        when: 'There is a database, up to thousands a second',
        costs: 'Polling; a clean-up',
      },
      {
        name: 'Queue and workers',
        when: 'More, or several kinds of workers',
        costs: 'An outbox between database and queue',
      },
      {
        name: 'Made beforehand',
        when: 'The result is known before it is asked for',
        costs: 'Work that nobody asks for',
      },
    ],
    questions: [
      {
        ask: 'How many a day, how long may one take, who waits for it?',
        assume: 'a thousand; a minute; one person',
      },
    ],
    sources: [
      'RFC 9110, HTTP Semantics, 202 Accepted',
      'Microsoft, Azure Architecture Center, “Asynchronous Request-Reply pattern”',
    ],
  },
];
