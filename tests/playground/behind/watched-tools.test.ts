import { expect, test } from '@jest/globals';
import type { Tool } from '../../../src/core/tool.ts';
import type { Deed } from '../../../src/playground/behind/deed.ts';
import { createWatch } from '../../../src/playground/behind/watch.ts';
import { watchedTools } from '../../../src/playground/behind/watched-tools.ts';
import { aToolContext } from '../../support/tool-context.ts';

const linter: Tool = {
  name: 'lint',
  description: '',
  activity: '',
  inputSchema: {},
  timeoutMs: 1_000,
  run: async () => ({
    ok: true,
    content: 'x'.repeat(5_000),
    evidence: [
      { subject: 'DDL', by: 'lint', verdict: 'failed', summary: '2 statements', details: '' },
    ],
  }),
};

test('a run is noted when it begins and when it ends: how long all of it is, and that a check failed', async () => {
  const watch = createWatch();
  const noted: Deed[] = [];
  watch.onDeed((deed) => noted.push(deed));
  await watchedTools([linter], watch)[0]?.run({ sql: 'select 1' }, aToolContext());
  expect(noted).toMatchObject([
    { ok: null, result: null, tookMs: null, input: { chars: 18, head: '{"sql":"select 1"}' } },
    { ok: true, result: { chars: 5_000, head: 'x'.repeat(1_000) } },
  ]);
  expect(watch.recent()).toMatchObject([{ evidence: ['DDL: failed, 2 statements'] }]);
});
