import type { Topic } from './topic.ts';

export const contracts: readonly Topic[] = [
  {
    id: 'interface-style',
    title: 'REST, GraphQL or RPC',
    rule: 'REST for strangers, caches and files; GraphQL when own clients with many screens join several domains and somebody runs its limits; gRPC between own services. One client with few screens needs no GraphQL.',
    cues: [
      'rest or graphql',
      'graphql or rest',
      'rest vs',
      'graphql vs',
      'grpc',
      'protobuf',
      'rest versus',
      'json-rpc',
      'trpc',
      'soap',
    ],
    checklist: [
      'The style follows from who calls and how often they change, not from taste.',
      'Each boundary has one style; mixing is fine between boundaries.',
      'Deadlines, errors and versions are agreed in it before the first operation.',
      'Clients are generated from the contract, or tested against it.',
    ],
    patterns: [
      {
        name: 'REST with OpenAPI',
        when: 'Many or unknown clients, HTTP caches',
        costs: 'Several calls for one screen',
      },
      {
        name: 'GraphQL',
        when: 'Own clients, many screens over several domains',
        costs: 'Cost limits, loaders, caching by hand',
      },
      {
        name: 'gRPC',
        when: 'Between own services, streams',
        costs: 'Browsers need a gateway; field numbers stay for ever',
      },
    ],
    questions: [
      { ask: 'Who calls, and can you make them change?', assume: 'own apps and two partners' },
      { ask: 'How many different screens read it?', assume: 'about ten' },
    ],
    sources: [
      'Roy Fielding, “Architectural Styles and the Design of Network-based Software Architectures”',
      'GraphQL specification',
      'gRPC documentation, “Core concepts”',
    ],
  },
  {
    id: 'graphql',
    title: 'GraphQL',
    rule: 'It pays when own clients with many screens join several domains and somebody runs its limits. For strangers, files and caches take REST; between own services RPC.',
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
    id: 'webhooks',
    title: 'Webhooks',
    rule: 'The sender signs, retries for days with backoff and keeps a log; the receiver checks the signature, stores, answers at once and works later. Both live with repeats and any order.',
    cues: ['webhook', 'callback url', 'svix', 'event delivery'],
    checklist: [
      'The signature covers the raw body and a timestamp, is compared in constant time, and old ones are refused.',
      'The receiver stores the event under its id and answers within seconds; work happens after that.',
      'A repeat changes nothing, and a late event does not undo a newer one.',
      'Failures are retried with backoff for days, then somebody is told; a delivery can be asked for again.',
      'Secrets can be changed with two valid at once; addresses inside one’s own network are refused.',
    ],
    patterns: [
      {
        name: 'Thin event, then ask',
        when: 'Order matters, data is sensitive',
        costs: 'A call back for each event',
      },
      {
        name: 'Fat event',
        when: 'Receivers must work without asking',
        costs: 'Stale or out-of-order data, versions of payloads',
      },
      {
        name: 'Polling an event list',
        when: 'Receivers behind a firewall, or as a safety net',
        costs: 'Delay',
      },
    ],
    questions: [
      { ask: 'How late may an event arrive, and may it get lost?', assume: 'a minute; never' },
      { ask: 'Who receives: few partners or many customers?', assume: 'many customers' },
    ],
    sources: [
      'Standard Webhooks specification',
      'Stripe documentation, “Receive Stripe events in your webhook endpoint”',
    ],
  },
  {
    id: 'gateway',
    title: 'Gateways, meshes, service discovery',
    rule: 'The platform’s own discovery and balancer, and one gateway at the edge for routing, TLS, coarse limits and token checks. A mesh when identity and traffic rules must hold across many services in several languages.',
    cues: [
      'api gateway',
      'service mesh',
      'istio',
      'envoy',
      'linkerd',
      'service discovery',
      'load balancer',
      'bff',
      'backend for frontend',
      'backends for frontends',
      'reverse proxy',
      'ingress',
      'health check',
      'readiness',
      'liveness',
    ],
    checklist: [
      'The gateway holds no business rules; its loss and its deploys were thought through.',
      'Readiness takes an instance out; liveness restarts it and tests no dependency.',
      'Connections are drained before an instance stops.',
      'Long-lived connections (HTTP/2, gRPC) are balanced by request.',
      'Services do not trust a request because it came through the gateway.',
    ],
    patterns: [
      { name: 'Gateway at the edge', when: 'Any public API', costs: 'A part that all depend on' },
      {
        name: 'Backend for each frontend',
        when: 'Web and mobile want different shapes',
        costs: 'One more deployable for each',
      },
      {
        name: 'Service mesh',
        when: 'Mutual TLS and traffic rules everywhere',
        costs: 'Sidecars or agents, their upgrades, latency',
      },
    ],
    questions: [{ ask: 'How many services, in how many languages?', assume: 'below ten, in one' }],
    sources: [
      'Chris Richardson, microservices.io, “API Gateway”',
      'Sam Newman, “Backends For Frontends”',
      'Kubernetes documentation, “Liveness, Readiness, and Startup Probes”',
    ],
  },
  {
    id: 'third-parties',
    title: 'Calling somebody else’s API',
    rule: 'Put it behind an adapter of yours, off the request path where you can, with a timeout, few retries with jitter, a breaker, and a decision what people get while it is away.',
    cues: [
      'third party',
      'third-party',
      'external api',
      'flaky',
      'vendor api',
      'integration',
      'partner api',
      'their api',
      'shipping api',
      'payment provider',
      'rate limited by',
    ],
    checklist: [
      'One adapter translates their model; nothing else in the code knows it.',
      'Each call has a timeout, a deadline and an idempotency key where they take one.',
      'Their limits are kept by a queue or a limiter of ours, over all instances.',
      'What they told us is stored, so that disputes and outages can be worked through.',
      'A fake of their service with their errors runs in the tests; a small real check runs every hour.',
    ],
    patterns: [
      {
        name: 'Queue and worker',
        when: 'The caller need not wait',
        costs: 'A state “pending” that people see',
      },
      {
        name: 'Circuit breaker with a fallback',
        when: 'They fail for minutes',
        costs: 'Tuning; an honest answer meanwhile',
      },
      {
        name: 'Second provider',
        when: 'Their outage stops the business',
        costs: 'Two integrations that must both be used',
      },
    ],
    questions: [
      {
        ask: 'What do people get when it is down for an hour?',
        assume: 'a pending state that settles by itself',
      },
      {
        ask: 'What do they promise: limits, availability, idempotency?',
        assume: 'nothing in writing',
      },
    ],
    sources: [
      'Michael Nygard, Release It!',
      'AWS Builders’ Library, “Timeouts, retries, and backoff with jitter”',
      'Eric Evans, Domain-Driven Design, “Anticorruption Layer”',
    ],
  },
];
