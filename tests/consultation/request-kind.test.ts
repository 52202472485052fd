import { describe, expect, test } from '@jest/globals';
import { assessCoverage, coverageLine } from '../../src/consultation/concerns/coverage.ts';
import { requestKind } from '../../src/consultation/request-kind.ts';

test.each([
  ['I need to design an API for managing product inventory and orders', 'design'],
  ["I'm building a social media app and need help designing the database schema", 'design'],
  ['How should we split our monolith into services?', 'design'],
  ['Should we move the order service to Kafka, or stay with the database queue?', 'design'],
  ['Wie sollen wir die Datenbank für unseren Shop skalieren und partitionieren?', 'design'],
  ['Can you review my current microservice setup and identify potential bottlenecks?', 'review'],
  ['Please assess our architecture for single points of failure', 'review'],
  ['Should ids be UUIDs?', 'narrow'],
  ['PUT or PATCH for a partial update of an order?', 'narrow'],
  ['how do we make POST /payments safe to retry?', 'narrow'],
  ['How should we design an API with POST /orders and GET /orders for partners?', 'design'],
  ['review this table: create table t (id int)', 'narrow'],
  ['Review the openapi spec of the payments API in the file', 'narrow'],
  ['Why is this query slow?', 'narrow'],
  ['What does fk.unindexed mean here and why does it matter?', 'narrow'],
  ['thanks, that helps', 'narrow'],
  ['ask backend-system-architect: may two services share a table?', 'narrow'],
  ['ask the backend architect: where do spans begin? With a diagram.', 'narrow'],
  ['backend-systems-architect: two people book the last seat. Is this right?', 'narrow'],
  ['ask schema-reviewer: review the whole architecture of our shop', 'review'],
  ['please ask backend-system-architect to design an order service for a shop', 'design'],
  ['Multi-region failover: design it for our platform', 'design'],
  ['Design a URL shortener', 'design'],
  ['please design Twitter’s home timeline', 'design'],
  ['We want to build a multi-tenant platform with rate limits, audit logs and tracing', 'design'],
  ['Please review our whole system with its logs and alerts', 'review'],
  ['When our traffic grows tenfold, how should we redesign our order service?', 'design'],
  ['When Black Friday comes: design the checkout platform for it', 'design'],
  ['When should we split a service out of the monolith?', 'narrow'],
  ['When is a saga the right choice for our order workflow?', 'narrow'],
  ['Why does everybody redesign their order service?', 'narrow'],
  ['How do we migrate to Postgres from MySQL?', 'design'],
  ['How do we migrate from MySQL to Postgres?', 'design'],
  ['We have to migrate off Oracle within a year, without downtime', 'design'],
  ['Should we move from RabbitMQ to Kinesis?', 'design'],
  ['How do we move a column to another table in Postgres?', 'narrow'],
  ['How do we get from Postgres the ids of new rows?', 'narrow'],
  ['Go to Postgres docs please', 'narrow'],
  ['Why did our migration to Postgres fail?', 'narrow'],
  ['Port our nightly jobs from Heroku to Kubernetes', 'design'],
  ['Is our migration to Postgres 16 safe to run at noon?', 'narrow'],
  ['How long does a move to AWS take for a shop like ours?', 'narrow'],
  ['Somebody opened the port to Redis in our firewall, is that dangerous?', 'narrow'],
  ['', 'narrow'],
])('%s: %s', (text, kind) => {
  expect(requestKind(text)).toBe(kind);
});

/** Each got a form that asked for load, data and targets before anybody said a word on the matter. */
test.each([
  'Should we use REST or GraphQL for our mobile app’s backend?',
  'How should we paginate an endpoint that returns 2 million orders?',
  'We need to rename a field in our public API. How do we version it?',
  'Where should we put a cache for product pages, and how do we invalidate it?',
  'How do we rate limit our public API per customer?',
  'Where should we store API keys and database passwords in Kubernetes?',
  'What SLO should we set for checkout, and how do we alert on it?',
  'How do we trace a request across 12 services?',
  'Should we build our own feature flag service or buy LaunchDarkly?',
  'How do we call a flaky third-party shipping API without going down with it?',
  'How should we structure code: hexagonal architecture, clean architecture?',
  'How do we store and query hierarchical data like a category tree?',
  'How do we handle timezones in a booking system?',
  'design the index for this query please: select 1',
])('a question of the craft is answered at once: %s', (text) => {
  expect(requestKind(text)).toBe('narrow');
});

describe('coverage', () => {
  const answer =
    'The orders table gets an index. Partition the table by month. A queue retries on failure. After an outage it retries.';

  test('counts what is spoken of more than once, of what the question is about', () => {
    const { assessed, missing } = assessCoverage('Design the database schema of a shop', answer);
    expect(assessed).toEqual(['data model', 'failure modes']);
    expect(missing).toContain('security');
    expect(missing).not.toContain('API contract');
  });

  test('says both in one line', () => {
    expect(coverageLine(assessCoverage('Design a system', answer))).toMatch(
      /^_Assessed: data model, failure modes \(2 of 12\)\. Not assessed: API contract, .*\._$/,
    );
  });
});
