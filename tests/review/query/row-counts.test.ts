import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { parseRowCounts } from '../../../src/review/query/statistics/row-counts.ts';

describe('row counts', () => {
  test.each([
    ['orders=50000000', { orders: 50_000_000 }],
    ['orders=50M, customers=200k', { orders: 50_000_000, customers: 200_000 }],
    ['orders: 50_000_000; customers: 1,500,000', { orders: 50_000_000, customers: 1_500_000 }],
    ['{ orders: 2.5 million }', { orders: 2_500_000 }],
    ['app.orders 1.2B rows\nitems 3 billion rows', { 'app.orders': 1.2e9, items: 3e9 }],
    ['"Order Lines" = 12', { 'Order Lines': 12 }],
    ['orders=0', { orders: 0 }],
  ])('are read from %j', (text, rows) => {
    expect(parseRowCounts(text)).toEqual({ ok: true, rows });
  });

  test.each([
    '',
    'many',
    'orders=',
    'orders=-5',
    'orders=5X',
    '50M orders',
    'orders=1e9',
    'orders=999999B',
    'a=1 junk',
  ])('are refused with a sentence when they are %j', (text) => {
    expect(parseRowCounts(text)).toEqual({ ok: false, why: expect.stringMatching(/\w.*[.]$/) });
  });

  const table = fc.stringMatching(/^[a-z_][a-z0-9_]{0,20}$/);
  const counts = fc.dictionary(table, fc.integer({ min: 0, max: 100_000_000_000 }), {
    minKeys: 1,
    maxKeys: 6,
  });

  test('come back as they were written, however the thousands are parted', () => {
    const separators = fc.constantFrom('', '_', ',');
    fc.assert(
      fc.property(counts, separators, fc.constantFrom('=', ': ', ' = '), (rows, thousands, is) => {
        const write = (count: number) => count.toLocaleString('en').replaceAll(',', thousands);
        const text = Object.entries(rows)
          .map(([name, count]) => name + is + write(count))
          .join('; ');
        expect(parseRowCounts(text)).toEqual({ ok: true, rows });
      }),
    );
  });

  test('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const parsed = parseRowCounts(text);
        const values = parsed.ok ? Object.values(parsed.rows) : [];
        expect(values.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }),
    );
  });
});
