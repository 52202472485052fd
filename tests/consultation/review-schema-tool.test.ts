import { beforeEach, describe, expect, test } from '@jest/globals';
import { createReviewSchemaTool } from '../../src/consultation/tools/review-schema.ts';
import type { ToolContext } from '../../src/core/tool.ts';
import type { ReviewRequest, ReviewSchema } from '../../src/review/schema/review-schema.ts';
import { aReview } from '../support/schema-review.ts';
import { aFile, filesOf } from './builders.ts';

const theirs = 'create table orders (\n  id int,\n  customer_id int\n);';

describe('review_schema', () => {
  let asked: ReviewRequest[];
  let statuses: string[];

  beforeEach(() => {
    asked = [];
    statuses = [];
  });

  const review: ReviewSchema = async (request, { onWaiting, onStage }) => {
    asked.push(request);
    onWaiting?.(1);
    onStage?.('Checking');
    return aReview();
  };

  const run = (input: unknown, said: readonly string[] = [`Please review:\n${theirs}`]) => {
    const files = filesOf({
      'old.sql': theirs,
      'new.sql': `${theirs} -- edited`,
      'cut.sql': { kind: 'text', text: theirs, truncatedBytes: 3_000 },
    });
    const context: ToolContext = {
      signal: new AbortController().signal,
      thread: { team: 'T1', channel: 'C1', ts: '1.1' },
      files: [aFile('old.sql'), aFile('new.sql'), aFile('cut.sql')],
      readFile: (file, signal) => files.read(file, signal),
      said,
      status: (text) => void statuses.push(text),
    };
    const diagram = { name: 'tables.png', title: 'Tables', content: new Uint8Array([1]) };
    return createReviewSchemaTool(review, async () => diagram).run(input, context);
  };

  test('gives a schema of theirs its files, evidence and buttons', async () => {
    for (const input of [{ file: 'new.sql' }, { sql: theirs.replaceAll('\n  ', '\n') }]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const result = await run(input);
      if (!result.ok) throw new Error(result.content);
      expect(result.artifacts?.map(({ name }) => name)).toEqual([
        'tables.png',
        'review.md',
        'fixes.sql',
      ]);
      expect(result.evidence?.[0]).toMatchObject({ subject: 'schema', verdict: 'passed' });
      expect(result.actions?.[0]?.label).toBe('Review again');
    }
  });

  test('gives a change that the agent only tries neither files nor buttons', async () => {
    const result = await run({ sql: 'create index on orders (customer_id);' });
    expect(result).toMatchObject({ ok: true, evidence: [{ subject: 'schema' }] });
    expect(result).not.toHaveProperty('artifacts');
    expect(result).not.toHaveProperty('actions');
  });

  test('lets the review know that it sees only a part of a file that was too long', async () => {
    await run({ file: 'new.sql', before_file: 'cut.sql' });
    expect(asked[0]?.before).toEqual([{ name: 'cut.sql', text: theirs, truncatedBytes: 3_000 }]);
    expect(asked[0]?.sources[0]?.truncatedBytes).toBe(0);
  });

  test('takes along what the thread ignores', async () => {
    const line = '-- schema-review: ignore fk.unindexed orders small';
    await run({ file: 'new.sql' }, [theirs, `Ignore a finding from now on.\n${line}`]);
    expect(asked[0]?.ignored).toEqual([line]);
  });

  test('tells the person that others go first', async () => {
    await run({ file: 'new.sql' });
    expect(statuses).toEqual(['Waiting in line: 1 other review goes first', 'Checking']);
  });

  test('reviews the change where the version before is given as well', async () => {
    await run({ file: 'new.sql', before_file: 'old.sql' });
    expect(asked[0]?.before?.map(({ name }) => name)).toEqual(['old.sql']);
    expect(await run({ file: 'new.sql', before_file: 'none.sql' })).toMatchObject({
      ok: false,
      content: 'There is no file "none.sql" in this thread. Shared: old.sql, new.sql, cut.sql.',
    });
  });
});
