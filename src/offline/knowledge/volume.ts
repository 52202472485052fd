import type { Topic } from './topic.ts';

export const volume: readonly Topic[] = [
  {
    id: 'feeds',
    title: 'Feeds, timelines, counters',
    rule: 'Write each post into its followers’ lists when authors have few followers, read and merge for those who have very many; keep lists short and rebuildable. Below some thousand users a query with an index is enough.',
    cues: [
      'timeline',
      'news feed',
      'activity feed',
      'feed ',
      'feeds',
      'fan-out',
      'fanout',
      'followers',
      'like count',
      'view counter',
      'like counter',
      'leaderboard',
      'view count',
      'unique visitors',
      'count distinct',
    ],
    checklist: [
      'The list is a cache of ids that can be rebuilt; posts and follows are the truth.',
      'It is known how many followers the largest author has.',
      'Deleting, blocking and privacy are applied when it is read.',
      'Counters that all write are sharded or added up later.',
    ],
    patterns: [
      {
        name: 'Fan-out on write',
        when: 'Many reads, few followers each',
        costs: 'Writes times followers',
      },
      {
        name: 'Fan-out on read',
        when: 'Few reads, or very many followers',
        costs: 'Slow, wide reads',
      },
      { name: 'Both, by author', when: 'Unequal authors', costs: 'Two paths to keep in step' },
    ],
    questions: [
      {
        ask: 'Posts a second, and followers at the median and at the top?',
        assume: 'ten; two hundred and a million',
      },
      { ask: 'How late may a post appear?', assume: 'five seconds' },
    ],
    sources: [
      'Raffi Krikorian, “Timelines at Scale”',
      'Martin Kleppmann, Designing Data-Intensive Applications',
    ],
  },
  {
    id: 'time-series',
    title: 'Time series, sensors, events in bulk',
    rule: 'Append in batches, partition by time, drop old partitions, and keep aggregates instead of raw points beyond some weeks. PostgreSQL with partitions bears some tens of thousands of points a second in batches; past that, or for scans over years, a time-series or columnar store.',
    cues: [
      'time series',
      'time-series',
      'timeseries',
      'sensor',
      'iot',
      'telemetry',
      'readings',
      'ingest',
      'clickstream',
      'timescale',
      'influx',
      'metrics storage',
      'events per second',
    ],
    checklist: [
      'Points arrive in batches through a buffer that survives a restart of the store.',
      'The time of the event and the time of arrival are two columns; late ones are expected.',
      'Retention is a dropped partition, not a DELETE.',
      'The number of series (labels times values) has a limit.',
      'Queries name a time range, and large ones read aggregates.',
    ],
    patterns: [
      {
        name: 'Partitioned table with BRIN',
        when: 'Tens of thousands of points a second, SQL',
        costs: 'Tuning; compression is limited',
      },
      {
        name: 'Time-series extension or store',
        when: 'Compression, downsampling built in',
        costs: 'One more system',
      },
      {
        name: 'Log, then columnar files',
        when: 'Very many points, few questions',
        costs: 'Seconds to minutes of delay',
      },
    ],
    questions: [
      {
        ask: 'Points a second, bytes a point, kept for how long?',
        assume: '10,000; 50; thirty days raw, two years by the hour',
      },
      {
        ask: 'Which questions: last value, range, across all?',
        assume: 'last value and one device’s range',
      },
    ],
    sources: [
      'PostgreSQL documentation, “Table Partitioning” and “BRIN Indexes”',
      'Pelkonen et al., “Gorilla: A Fast, Scalable, In-Memory Time Series Database”',
    ],
  },
  {
    id: 'batch-jobs',
    title: 'Batch jobs and imports',
    rule: 'Sets before rows, batches that commit on their own and remember how far they came, and a run that may be started twice. What must be ready by six starts with a deadline and an alarm at half of it.',
    cues: [
      'batch',
      'nightly',
      'import ',
      'imports',
      'importing',
      'csv',
      'bulk load',
      'export',
      'data processing',
      'spreadsheet',
      'overnight',
      'takes hours',
      'takes 9 hours',
      'halfway',
    ],
    checklist: [
      'The job can stop anywhere and go on; running it again changes nothing.',
      'Rows that cannot be read are set apart and reported, and do not stop the rest.',
      'Large files are streamed; memory does not grow with them.',
      'It runs beside the day’s load without starving it: small transactions, a pace.',
      'Somebody is told when it is late, not only when it fails.',
    ],
    patterns: [
      {
        name: 'COPY into a staging table, then set statements',
        when: 'Large imports',
        costs: 'Validation in SQL',
      },
      {
        name: 'Chunks over workers',
        when: 'Work that splits by key',
        costs: 'The slowest chunk decides; start it first',
      },
      {
        name: 'Incremental, all day',
        when: 'The nightly run no longer fits the night',
        costs: 'Late and repeated records',
      },
    ],
    questions: [
      {
        ask: 'How many rows, and which share changed since the last run?',
        assume: 'five million; a tenth',
      },
      { ask: 'What happens if it is late or half done?', assume: 'yesterday’s data stays in use' },
    ],
    sources: [
      'Google, Site Reliability Engineering, “Data Processing Pipelines”',
      'PostgreSQL documentation, “Populating a Database”',
    ],
  },
  {
    id: 'scheduling',
    title: 'Schedules, reminders, delayed work',
    rule: 'A table with the due time, an index on it, and workers that claim rows with SKIP LOCKED: millions of reminders need no more. A cron that starts in every instance needs a lease, and a job that bears a double start.',
    cues: [
      'schedul',
      'cron',
      'reminder',
      'delayed',
      'recurring',
      'timer',
      'every night at',
      'job queue',
      'background job',
      'worker',
      'bullmq',
      'celery',
      'sidekiq',
    ],
    checklist: [
      'Due rows are claimed in batches, with a lease that ends if the worker dies.',
      'Times are stored with the zone they were meant in; the clock change was tested.',
      'A full hour does not fire everything in one second: jitter.',
      'A missed run is caught up or skipped on purpose.',
      'Each job is idempotent, has bounded retries, and a place for those that never succeed.',
    ],
    patterns: [
      {
        name: 'Table with SKIP LOCKED',
        when: 'Up to thousands a second, transactions with the data',
        costs: 'Polling; vacuum',
      },
      {
        name: 'Delayed queue (BullMQ, SQS)',
        when: 'There is one already',
        costs: 'Limits on delay, no query by person',
      },
      {
        name: 'Workflow engine',
        when: 'Many steps over days',
        costs: 'One more system, its versions',
      },
    ],
    questions: [
      {
        ask: 'How many fall due in the busiest minute, how late may they be?',
        assume: '10,000; a minute',
      },
    ],
    sources: [
      'PostgreSQL documentation, “SELECT”, SKIP LOCKED',
      'Google, Site Reliability Engineering, “Distributed Periodic Scheduling with Cron”',
    ],
  },
];
