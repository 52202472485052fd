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
  ['', 'narrow'],
])('%s: %s', (text, kind) => {
  expect(requestKind(text)).toBe(kind);
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
