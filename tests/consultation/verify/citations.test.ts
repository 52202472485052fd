import { describe, expect, test } from '@jest/globals';
import { checkCitations, isReadSource } from '../../../src/consultation/verify/citations.ts';

const material = {
  texts: [
    'Look at https://example.com/docs and at ADR-0007.',
    'fk.unindexed on orders.customer_id',
    'src/api/orders.ts, lines 1–40 of 40',
  ],
  files: [
    { name: 'schema.sql', lines: 120 },
    { name: 'big.log', lines: null },
  ],
};

/** What is wrong with each citation of a text; null where nothing is. */
function wrongs(text: string): readonly (string | null)[] {
  return checkCitations(text, material).map(({ wrong }) => wrong);
}

describe('a citation', () => {
  test.each([
    'schema.sql:12',
    '`schema.sql:12–40`',
    'schema.sql, line 120',
    'line 7 of `schema.sql`',
    'lines 3–9 in schema.sql',
    'db/schema.sql:12',
    'big.log:99999',
    'src/api/orders.ts:12',
    'according to schema.sql',
    'https://example.com/docs.',
    'ADR 7',
    'adr-0007'.toUpperCase(),
    'finding `fk.unindexed`',
  ])('of what was read is fine: %s', (text) => {
    const found = wrongs(`As ${text} shows.`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((wrong) => wrong === null)).toBe(true);
  });

  test.each([
    ['schema.sql:121', /120 lines/],
    ['orders.sql:3', /no file orders\.sql/],
    ['according to README.md', /no file README\.md/],
    ['https://example.com/other', /nowhere in the thread/],
    ['ADR-0042', /no such decision/],
    ['finding `col.float_money`', /no tool reported/],
  ])('of what was not is told: %s', (text, why) => {
    expect(wrongs(`As ${text} shows.`)).toEqual([expect.stringMatching(why)]);
  });

  test('is no file that the answer proposes to write, and nothing in a code block', () => {
    expect(wrongs('Put it into migrations/002_orders.sql and run `orders.sql`.')).toEqual([]);
    expect(wrongs('```ts\n// see other.ts:12 and ADR-0099\n```')).toEqual([]);
  });
});

test.each([
  ['schema.sql', true],
  ['schema.sql line 12', true],
  ['https://example.com/docs', true],
  ['ADR-0007', true],
  ['the thread', true],
  ['estimate_capacity', true],
  ['Designing Data-Intensive Applications', false],
  ['ADR-0042', false],
])('a listed source is held against what was read: %s', (source, isRead) => {
  expect(isReadSource(source, material)).toBe(isRead);
});

test('a word of two hundred thousand characters is looked at once, not from each of them', () => {
  const started = performance.now();
  expect(checkCitations('x'.repeat(200_000), material)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
