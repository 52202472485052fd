import type { Topic } from './topic.ts';

export const api: readonly Topic[] = [
  {
    id: 'rest-resources',
    title: 'REST resources and status codes',
    cues: [
      // Not the bare word: "assume the rest" and "restart" are about something else.
      'rest api',
      'restful',
      'rest interface',
      'endpoint',
      'resource',
      'http api',
      'openapi',
      'swagger',
      'status code',
      'api design',
      'url',
    ],
    checklist: [
      'Paths name things in the plural (`/orders/{id}`), methods say what happens to them.',
      'A creation answers 201 with `Location`; a deletion 204; work that goes on answers 202 with where to look.',
      'Errors are RFC 9457 problem documents with a stable `type`, and never a 200.',
      'Each collection is paged, and says how to sort and filter.',
      'What a client may send again without harm is safe, idempotent, or takes an idempotency key.',
    ],
    patterns: [
      {
        name: 'Sub-resource',
        when: 'A thing lives and dies with its parent',
        costs: 'Long paths; moving it later breaks clients',
      },
      {
        name: 'Action resource (`/orders/{id}/cancellation`)',
        when: 'A change of state has its own data and rights',
        costs: 'One more noun to agree on',
      },
    ],
    questions: [
      {
        ask: 'Who are the clients: own apps, partners, the public?',
        assume: 'own apps, deployed apart from the server',
      },
      { ask: 'Must old clients keep working, and for how long?', assume: 'yes, twelve months' },
    ],
    sources: [
      'RFC 9110, HTTP Semantics',
      'RFC 9457, Problem Details for HTTP APIs',
      'Zalando RESTful API Guidelines',
    ],
  },
  {
    id: 'pagination',
    title: 'Pagination',
    cues: [
      'pagination',
      'paging',
      'page through',
      'offset',
      'cursor',
      'infinite scroll',
      'large list',
    ],
    checklist: [
      'The order is total: ties are broken by a unique column.',
      'The page size has an upper limit that the server enforces.',
      'A page carries the cursor of the next one, opaque to the client.',
      'A total count is not promised where it costs a full scan.',
    ],
    patterns: [
      {
        name: 'Keyset (cursor)',
        when: 'Lists that grow, deep pages, rows inserted meanwhile',
        costs: 'No jump to page 57',
      },
      {
        name: 'Offset',
        when: 'Small, stable lists with page numbers',
        costs: 'Time grows with the offset; rows are skipped or doubled when others change',
      },
    ],
    questions: [{ ask: 'Does anybody need to jump to a page by its number?', assume: 'no' }],
    sources: [
      'Markus Winand, “We need tool support for keyset pagination”',
      'Google AIP-158, Pagination',
    ],
  },
  {
    id: 'idempotency',
    title: 'Idempotent writes',
    cues: [
      'idempotent',
      'idempotency',
      'duplicate',
      'retry',
      'double charge',
      'charged twice',
      'exactly once',
      'payment',
    ],
    checklist: [
      'Each command that creates or moves something takes a key that the client chose.',
      'Key, request fingerprint and answer are stored in the same transaction as the effect.',
      'The same key with another body is refused, not answered.',
      'Keys are kept longer than any client retries.',
      'What is called downstream gets a key of its own, derived from the first.',
    ],
    patterns: [
      {
        name: 'Idempotency key',
        when: 'Payments, orders, anything with an outside effect',
        costs: 'A table, and its cleaning',
      },
      {
        name: 'Natural key with a unique constraint',
        when: 'The business has one (invoice number)',
        costs: 'None beyond the index',
      },
      {
        name: 'Conditional write (ETag, version)',
        when: 'Updates of one resource',
        costs: 'Clients handle a 412',
      },
    ],
    questions: [
      { ask: 'For how long may a client retry?', assume: '24 hours' },
      {
        ask: 'Which outside systems are called, and do they take a key?',
        assume: 'one payment provider that does',
      },
    ],
    sources: [
      'IETF draft, The Idempotency-Key HTTP Header Field',
      'Pat Helland, “Idempotence Is Not a Medical Condition”',
    ],
  },
  {
    id: 'versioning',
    title: 'Versions and breaking changes',
    cues: [
      'versioning',
      'api version',
      'breaking change',
      'deprecate',
      'deprecation',
      'backward compatible',
      'sunset',
      'v2',
    ],
    checklist: [
      'Adding is free: clients ignore what they do not know, and a test holds them to it.',
      'What breaks is found by comparing contracts in CI, not by memory.',
      'A deprecated operation says so in the contract and in `Deprecation` and `Sunset` headers.',
      'Usage of each version is measured, so that its end can be decided.',
    ],
    patterns: [
      {
        name: 'Evolve in place, additive only',
        when: 'You know the clients',
        costs: 'Old fields stay for long',
      },
      {
        name: 'Version in the path',
        when: 'Public API, rare and large breaks',
        costs: 'Two code paths until the old one ends',
      },
    ],
    questions: [{ ask: 'Can you reach every client’s team?', assume: 'no' }],
    sources: [
      'RFC 8594, The Sunset HTTP Header Field',
      'RFC 9745, The Deprecation HTTP Response Header Field',
      'Google AIP-180, Backwards compatibility',
    ],
  },
  {
    id: 'graphql',
    title: 'GraphQL',
    cues: ['graphql', 'resolver', 'dataloader', 'mutation', 'federation', 'apollo'],
    checklist: [
      'Depth and cost of a query are limited before it runs; production clients send persisted queries.',
      'Every field that loads by id goes through a loader that batches within the request.',
      'Lists are connections with a cursor and a maximum.',
      'Mutations return what changed and typed errors for what a user can mend.',
      'Authorisation sits at the object, not at the field that led to it.',
    ],
    patterns: [
      {
        name: 'Data loader',
        when: 'Any list whose elements resolve something else',
        costs: 'A cache for each request',
      },
      { name: 'Persisted queries', when: 'Own clients only', costs: 'A step in the build' },
    ],
    questions: [{ ask: 'Is it for own clients, or can anybody query it?', assume: 'own clients' }],
    sources: [
      'GraphQL Foundation, “Performance” and “Pagination”',
      'GraphQL Cursor Connections Specification',
    ],
  },
  {
    id: 'rate-limiting',
    title: 'Rate limits and overload',
    cues: [
      'rate limit',
      'throttle',
      'quota',
      'abuse',
      'backpressure',
      'overload',
      '429',
      'load shedding',
    ],
    checklist: [
      'A limit belongs to a caller and a cost, not to an address alone.',
      'The answer is 429 with `Retry-After`, and clients add jitter.',
      'Under overload cheap work is refused early, and the important kind last.',
      'Queues are bounded; what waits longer than its caller does is thrown away.',
    ],
    patterns: [
      {
        name: 'Token bucket',
        when: 'Bursts are fine, the mean is not to be passed',
        costs: 'Shared state, or a limit for each node',
      },
      {
        name: 'Concurrency limit',
        when: 'Slow dependencies, uneven costs',
        costs: 'Needs tuning, or an adaptive limit',
      },
    ],
    questions: [
      {
        ask: 'What must still work when twice the peak arrives?',
        assume: 'logged-in writes; reads may degrade',
      },
    ],
    sources: [
      'Google, Site Reliability Engineering, “Handling Overload”',
      'RFC 6585, 429 Too Many Requests',
    ],
  },
];
