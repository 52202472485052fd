/** What a consultation may be about, by the parts of the craft that the two founding agents list. */
export interface Concern {
  readonly name: string;
  /** A sentence that matches speaks of it. */
  readonly words: RegExp;
  /** The kinds of question that it belongs to; a question about everything takes all. */
  readonly topics: readonly Topic[];
}

export type Topic = 'system' | 'data' | 'api';

export const concerns: readonly Concern[] = [
  {
    name: 'API contract',
    words:
      /\b(?:apis?|endpoints?|rest|graphql|grpc|openapi|status codes?|pagination|idempoten\w+|versioning|webhooks?)\b/i,
    topics: ['system', 'api'],
  },
  {
    name: 'service boundaries',
    words:
      /\b(?:bounded contexts?|boundar(?:y|ies)|modules?|monolith\w*|microservices?|services? (?:owns?|split)|own(?:s|ed|ership) (?:its|the|their) data|domains?)\b/i,
    topics: ['system'],
  },
  {
    name: 'data model',
    words:
      /\b(?:schemas?|tables?|columns?|index(?:es|ed)?|primary keys?|foreign keys?|normali[sz]\w+|partition\w*|data model|documents?)\b/i,
    topics: ['system', 'data'],
  },
  {
    name: 'consistency',
    words:
      /\b(?:consisten\w+|transactions?|isolation|sagas?|outbox|exactly[- ]once|at[- ]least[- ]once|eventual\w*|locks?|invariants?|race conditions?)\b/i,
    topics: ['system', 'data', 'api'],
  },
  {
    name: 'scaling and performance',
    words:
      /\b(?:scal\w+|throughput|latenc\w+|capacity|caches?|caching|load|replicas?|shards?|sharding|bottlenecks?|requests?\/s|rps|p9[59])\b/i,
    topics: ['system', 'data', 'api'],
  },
  {
    name: 'failure modes',
    words:
      /\b(?:fail\w*|outages?|retr(?:y|ies)|time-?outs?|circuit breakers?|single points? of failure|fallbacks?|degrad\w+|dead[- ]letter\w*|rto|rpo|disaster|backups?)\b/i,
    topics: ['system', 'data', 'api'],
  },
  {
    name: 'security',
    words:
      /\b(?:secur\w+|auth\w*|oauth|permissions?|least privilege|encrypt\w+|secrets?|injection|tls|mtls|rbac|row[- ]level)\b/i,
    topics: ['system', 'data', 'api'],
  },
  {
    name: 'operations',
    words:
      /\b(?:monitor\w*|metrics?|alerts?|logs?|logging|trac(?:es|ing)|dashboards?|on-?call|deploy\w*|runbooks?|observab\w+|slos?)\b/i,
    topics: ['system', 'data', 'api'],
  },
  {
    name: 'migration and rollback',
    words:
      /\b(?:migrat\w+|roll-?back|roll(?:ed|ing)? back|expand|backfill\w*|dual[- ]writ\w+|cut-?over|strangler?|incremental\w*|backward\w*|compatib\w+)\b/i,
    topics: ['system', 'data', 'api'],
  },
  {
    name: 'cost',
    words:
      /(?:[$€£]\s?\d|\b(?:costs?|prices?|budget|dollars?|euros?|bill(?:ing)?|cheaper|expensive)\b)/i,
    topics: ['system', 'data'],
  },
  {
    name: 'compliance',
    words:
      /\b(?:complian\w+|gdpr|dsgvo|hipaa|pci|soc ?2|residency|retention|personal data|pii|audit\w*)\b/i,
    topics: ['system', 'data'],
  },
  {
    name: 'testing',
    words:
      /\b(?:tests?|tested|testing|load tests?|contract tests?|testable|chaos|drills?|rehears\w+)\b/i,
    topics: ['system', 'api'],
  },
];
