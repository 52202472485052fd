import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '../../src/core/decision.ts';
import { bearingOn, createReadTerms, searchDecisions } from '../../src/decisions/search.ts';
import { draft } from '../contracts/decisions.ts';

const texts = [
  ['Publish order events through an outbox table', 'Orders lose Kafka events on a crash.'],
  ['Keep sessions in Redis with a TTL of one hour', 'Sign-in state must survive a deploy.'],
  ['Use UUIDv7 as primary keys', 'Ids leak how many customers there are.'],
  ['Page the customers API by cursor', 'Offsets are slow past page 1,000.'],
  ['Run PostgreSQL 18 with one replica per region', 'Reads are local, writes go to Frankfurt.'],
  ['Adopt GraphQL for the mobile clients', 'Screens need data of five services at once.'],
] as const;

const log = texts.map(([title, context], at) =>
  summaryOf({
    ...draft({ title, body: `## Context and Problem Statement\n\n${context}` }),
    number: at + 1,
    supersedes: [],
    supersededBy: null,
  }),
);
const numbers = (found: readonly { readonly number: number }[]) => found.map((d) => d.number);

describe('searching', () => {
  test('finds by words of title and context, in any form, the best first', () => {
    expect(numbers(searchDecisions(log, 'customer'))).toEqual([4, 3]);
    expect(numbers(searchDecisions(log, 'Kafka event'))).toEqual([1]);
  });

  test('gives all when there is nothing to search for', () => {
    expect(searchDecisions(log, '  ')).toBe(log);
    expect(searchDecisions(log, 'nonsense')).toEqual([]);
  });
});

describe('what bears on a question', () => {
  test('is what shares its telling words', () => {
    const found = bearingOn(log, 'Should we drop the outbox and publish events to Kafka directly?');
    expect(numbers(found)).toEqual([1]);
    const ddl = 'Review: create table invoices (id bigint primary key, amount numeric)';
    expect(numbers(bearingOn(log, ddl))).toEqual([3]);
    expect(numbers(bearingOn(log, 'Are our Redis sessions safe to lose?'))).toEqual([2]);
  });

  test.each([
    'What is the best way to design a system?',
    'How do I read a query plan?',
    'Review this table: create table invoices (id bigint, amount numeric)',
    '',
  ])('is nothing for %j', (question) => {
    expect(bearingOn(log, question)).toEqual([]);
  });

  test('is the same when words are remembered, also after a title changed', () => {
    const readTerms = createReadTerms();
    const question = 'Should we drop the outbox and publish events to Kafka directly?';
    expect(bearingOn(log, question, readTerms)).toEqual(bearingOn(log, question));
    const renamed = log.map((each) => ({ ...each, title: 'Something else', gist: '' }));
    expect(bearingOn(renamed, question, readTerms)).toEqual([]);
    expect(numbers(bearingOn(log, question, readTerms))).toEqual([1]);
  });

  test('is at most three', () => {
    const many = Array.from({ length: 10 }, (_, i) => ({ ...log[0]!, number: i + 1 }));
    const others = log.slice(1).flatMap((d) => [1, 2, 3, 4].map((i) => ({ ...d, number: 20 + i })));
    expect(bearingOn([...many, ...others], 'outbox table for order events')).toHaveLength(3);
  });

  test('is the successor of what was superseded', () => {
    const old = { ...log[0]!, status: 'superseded' as const, supersededBy: 2 };
    const found = bearingOn([old, ...log.slice(1)], 'outbox table for order events?');
    expect(numbers(found)).toEqual([2]);
  });
});
