import { expect, test } from '@jest/globals';
import type { SandboxOutcome } from '../../../src/core/sandbox.ts';
import { writeChat } from '../../../src/review/schema/report/chat.ts';
import {
  createSchemaReviewer,
  type ReviewRequest,
} from '../../../src/review/schema/review-schema.ts';
import { aReview } from '../../support/schema-review.ts';

/** What becomes of a child that ended so. */
function reviewOf(ended: SandboxOutcome, request: Partial<ReviewRequest>) {
  const sources = [{ name: 'a.sql', text: 'create table t (a int);' }];
  const review = createSchemaReviewer({ run: async () => ended });
  const { signal } = new AbortController();
  return review({ sources, dialect: null, ...request }, { signal });
}

test('a review of a file that was cut is a partial one, and says what is missing', async () => {
  const value = { kind: 'review', review: aReview([]) };
  const ended = { kind: 'ok', value, ms: 1, peakRssBytes: 1 } as const;
  const cut = { name: 'big.sql', text: 'create table t (a int);', truncatedBytes: 3_000 };
  const review = await reviewOf(ended, { sources: [cut] });
  expect(review.status).toBe('partial');
  expect(writeChat(review)).toContain(
    '\n**Partial:** Not reviewed, since it was too much to read: the last 3 KB of big.sql.',
  );
  expect((await reviewOf(ended, { before: [cut] })).status).toBe('partial');
  expect((await reviewOf(ended, {})).status).toBe('complete');
});

test('a child that took too long is told by the time that it had: two versions have more', async () => {
  const ended = { kind: 'timeout', limit: 'wall', note: null } as const;
  expect((await reviewOf(ended, {})).reason).toContain('more than 30 s');
  const before = [{ name: 'old.sql', text: '' }];
  expect((await reviewOf(ended, { before })).reason).toContain('more than 45 s');
});
