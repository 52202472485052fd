import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { judged } from '../../evals/judge.ts';
import { compare } from '../../evals/report/compare.ts';
import { keep, readLast } from '../../evals/report/store.ts';
import { writeReport } from '../../evals/report/write.ts';
import { type CaseResult, isBad } from '../../evals/result.ts';
import { resultOf } from '../../evals/run/run.ts';
import { noUsage } from '../../src/core/usage.ts';

const result = (id: string, overrides: Partial<CaseResult> = {}): CaseResult => ({
  id,
  concern: 'api',
  title: 'It works',
  status: 'passed',
  failures: [],
  checks: 8,
  tokens: 1000,
  usd: 0.01,
  ms: 500,
  ...overrides,
});
const broken: Partial<CaseResult> = {
  status: 'failed',
  failures: [{ grader: 'says', expected: 'says /x/', seen: 'y' }],
};

const checked = (ok: boolean) => [{ grader: 'says', ok, expected: '', seen: '' }];

describe('a known defect', () => {
  const one = { id: 'a', concern: 'api', title: '' } as const;
  const status = (known: string | null, ok: boolean) =>
    resultOf({ ...one, known: known ?? undefined }, { usage: noUsage, ms: 1 }, checked(ok)).status;

  test('never counts as passed, and is told when it is gone', () => {
    expect(status(null, true)).toBe('passed');
    expect(status(null, false)).toBe('failed');
    expect(status('why', false)).toBe('known');
    expect(status('why', true)).toBe('mended');
    const bad = (['passed', 'failed', 'known', 'mended'] as const).filter((each) =>
      isBad({ status: each }),
    );
    expect(bad).toEqual(['failed', 'mended']);
  });
});

describe('the comparison with the run before', () => {
  test('says what turned, what is new and what its cost does', () => {
    const before = [result('a'), result('b', broken), result('c'), result('gone')];
    const now = [result('a', broken), result('b'), result('c', { usd: 0.02 }), result('new')];
    const difference = compare(before, now);
    expect(difference).toMatchObject({
      newlyFailing: ['a'],
      newlyPassing: ['b'],
      added: ['new'],
      moved: [{ id: 'c', usd: { before: 0.01, now: 0.02 } }],
      tokens: { before: 3000, now: 3000 },
    });
    expect(difference.usd?.now).toBeCloseTo(0.04);
  });

  test('claims no cost where a price is not known', () => {
    expect(compare([result('a')], [result('a', { usd: null })]).usd).toBeNull();
  });
});

test('the report has a row a concern, what was expected and seen, and the difference', () => {
  const results = [result('a'), result('b', { ...broken, concern: 'data' })];
  const report = writeReport(results, compare([result('a'), result('b')], results));
  expect(report).toMatch(/^api +1 +1 +0 +0 +1,000 +\$0\.010 +0\.5$/m);
  expect(report).toMatch(/^all +2 +1 +1 +0/m);
  expect(report).toContain('b: It works\n  says: expected says /x/\n    saw: y');
  expect(report).toContain('newly failing: b');
});

describe('what is kept', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'evals-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  test('is what was run, beside the last results of the rest and of the other mode', () => {
    const file = join(dir, 'reports/last.json');
    keep('real', [result('a', { usd: 1 })], file);
    keep('scripted', [result('a'), result('b')], file);
    keep('scripted', [result('b', broken)], file);
    expect(readLast('scripted', file)).toEqual([result('a'), result('b', broken)]);
    expect(readLast('real', file)).toEqual([result('a', { usd: 1 })]);
  });

  test('is nothing where there is no report, or one that cannot be read', () => {
    const file = join(dir, 'last.json');
    expect(readLast('scripted', file)).toEqual([]);
    writeFileSync(file, '{"scripted": 7}');
    expect(readLast('scripted', file)).toEqual([]);
  });
});

describe('a judge', () => {
  const rubric = ['Names a cost.', 'Names a first step.'];

  test('is held to a verdict on each line', () => {
    const verdicts = [{ line: 1, met: true, why: '“no jump”' }];
    expect(judged(rubric, { verdicts }).map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('that answers something else has judged nothing', () => {
    expect(judged(rubric, 'great')).toMatchObject([{ ok: false }]);
  });
});
