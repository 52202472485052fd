import { expect, test } from '@jest/globals';
import { clipEvidence } from '../../src/core/evidence.ts';

const short = {
  subject: 'orders.py',
  by: 'review_code',
  verdict: 'passed',
  summary: '1 hint',
  details: 'line 3',
} as const;

test('evidence that fits stays what it is', () => {
  expect(clipEvidence(short)).toEqual(short);
});

test('huge evidence is cut in each of its parts, shows it, and halves no character', () => {
  const long = '😀'.repeat(50_000);
  const { subject, summary, details } = clipEvidence({
    ...short,
    subject: long,
    summary: long,
    details: long,
  });
  for (const text of [subject, summary, details]) expect(text).toMatch(/^(😀)+…$/u);
  expect([subject.length, summary.length, details.length]).toEqual([199, 299, 2_999]);
});
