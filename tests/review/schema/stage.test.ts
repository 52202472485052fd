import { expect, test } from '@jest/globals';
import { createSchemaReviewer } from '../../../src/review/schema/review-schema.ts';
import { stageOf } from '../../../src/review/schema/stage.ts';
import { aReview } from '../../support/schema-review.ts';

test.each([
  [{ statement: 0, total: 1 }, 'Loading 1 statement into PostgreSQL'],
  [{ statement: 25, total: 1_200, together: true }, 'Loading 1,200 statements into PostgreSQL'],
  [
    { statement: 3, total: 9, of: 'before' },
    'Loading 9 statements of the old version into PostgreSQL',
  ],
  [{ phase: 'running the fix script' }, 'Running the fix script'],
  [{ fix: 'fk.unindexed' }, 'Trying a fix for fk.unindexed'],
  [{ fix: 'the change' }, 'Rehearsing the change'],
  [{ fix: 7 }, null],
  ['anything', null],
])('%j is told as %j', (note, told) => {
  expect(stageOf(note)).toBe(told);
});

test('whoever waits for a review is told each stage once', async () => {
  const review = createSchemaReviewer({
    async run(_job, { onNote }) {
      for (const statement of [0, 1]) onNote?.({ statement, total: 2 });
      onNote?.({ phase: 'checking' });
      return {
        kind: 'ok',
        value: { kind: 'review', review: aReview() },
        ms: 1,
        peakRssBytes: 1,
      };
    },
  });
  const stages: string[] = [];
  const sources = [{ name: 'a.sql', text: 'create table t (a int);' }];
  const { signal } = new AbortController();
  await review({ sources, dialect: null }, { signal, onStage: (stage) => stages.push(stage) });
  expect(stages).toEqual(['Loading 2 statements into PostgreSQL', 'Checking']);
});
