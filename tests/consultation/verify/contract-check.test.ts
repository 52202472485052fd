import { expect, test } from '@jest/globals';
import { createContractCheck } from '../../../src/consultation/verify/contract-check.ts';
import { abortedReview } from '../../../src/review/api/aborted.ts';
import { reviewContract } from '../../../src/review/api/review-contract.ts';
import type { ReviewApi } from '../../../src/review/api/review-api.ts';

async function check(text: string, review: ReviewApi = reviewContract) {
  const block = { kind: 'contract' as const, language: 'graphql', text, base: [] };
  return createContractCheck(review)(block, new AbortController().signal);
}

const ended = (why: string, fault: 'contract' | 'reviewer') =>
  check('type A { a: Int }', async ({ contract }) => abortedReview(contract, null, why, fault));

test('a reader that gave up is no fault of the contract, whatever its sentence says', async () => {
  expect(await ended('It grew too large.', 'reviewer')).toMatchObject({ verdict: 'unverified' });
  expect(await ended('It stopped in line 3: a } is missing.', 'contract')).toMatchObject({
    verdict: 'failed',
  });
});

test.each([
  [
    'a type that stands elsewhere',
    'type Order @key(fields: "id") { id: ID! buyer: Buyer }',
    'passed',
  ],
  ['a field that is there twice', 'type Order { id: ID! id: ID! buyer: Buyer }', 'failed'],
  ['a directive where it may not be', 'type Order @deprecated { id: ID! }', 'failed'],
])('a part of a schema with %s', async (_, text, verdict) => {
  expect(await check(text)).toMatchObject({ verdict });
});
