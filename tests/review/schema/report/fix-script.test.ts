import { expect, test } from '@jest/globals';
import { writeFixScript } from '../../../../src/review/schema/report/fix-script.ts';
import { aFinding, aReview } from '../../../support/schema-review.ts';

const { fix } = aFinding();
const dependent = aFinding({
  id: 'uq.nullable',
  fix: fix && {
    ...fix,
    ddl: ['ALTER TABLE public.orders ALTER COLUMN customer_id SET NOT NULL'],
    verified: 'data_dependent',
    data_check: 'SELECT 1 FROM public.orders WHERE customer_id IS NULL LIMIT 10',
    safe: false,
  },
});

test('the script of the safe fixes says what ran, and runs while others write', () => {
  expect(writeFixScript(aReview()))
    .toBe(`-- Fixes for 000000000000, executed together on PostgreSQL (PGlite) 18.6.
-- CONCURRENTLY cannot run inside of a transaction.
SET lock_timeout = '5s';
CREATE INDEX CONCURRENTLY ON public.orders (customer_id);
`);
});

test('where no fix is safe nothing is said to have run, and what depends on rows is a remark', () => {
  const script = writeFixScript(aReview([dependent]));
  expect(script).not.toMatch(/executed|lock_timeout|CONCURRENTLY cannot/);
  expect(script.split('\n').filter((line) => !line.startsWith('--'))).toEqual(['']);
  expect(script).toContain('first, must return no row: SELECT 1 FROM public.orders');
});

test('a review without a fix says so', () => {
  expect(writeFixScript(aReview([]))).toMatch(/^-- There is nothing to run/);
});

test('a name or a condition over several lines stays a remark in all of them', () => {
  const script = writeFixScript(
    aReview([
      {
        ...dependent,
        object: { schema: 'public', table: 'a\ndrop table b; --' },
        fix: dependent.fix && {
          ...dependent.fix,
          ddl: ['CREATE UNIQUE INDEX i ON t (a) WHERE\nCASE\nEND'],
          data_check: 'SELECT 1 FROM t WHERE\nCASE\r\nEND',
        },
      },
    ]),
  );
  expect(script.split(/\r?\n/).filter((line) => !line.startsWith('--'))).toEqual(['']);
});
