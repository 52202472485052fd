import { expect, test } from '@jest/globals';
import { earlierOf } from '../../src/consultation/versions.ts';

test.each([
  ['old.sql', 'new.sql'],
  ['Before:', 'After:'],
  ['schema.previous.sql', 'schema.sql'],
  ['openapi-old.yaml', 'openapi.yaml'],
  ['prev.yaml', 'openapi.yaml'],
  ['Current version', 'Proposed version'],
])('%j is the version before %j, whichever comes first', (one, two) => {
  expect([earlierOf(one, two), earlierOf(two, one)]).toEqual([0, 1]);
});

test.each([
  ['orders.sql', 'customers.sql'],
  ['old-orders.sql', 'old-customers.sql'],
  ['Our current schema:', 'And the index that I would add:'],
  ['Current:', 'Index:'],
  ['old.sql', 'previous.sql'],
  ['news.sql', 'older.sql'],
  ['old-orders.sql', 'customers.sql'],
])('%j and %j are two things', (one, two) => {
  expect([earlierOf(one, two), earlierOf(two, one)]).toEqual([null, null]);
});
