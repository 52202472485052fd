import { describe, expect, test } from '@jest/globals';
import type { Expected } from '../../evals/case.ts';
import { grade } from '../../evals/grade/grade.ts';
import { readNumber } from '../../evals/grade/numbers.ts';
import type { Observation } from '../../evals/observation.ts';
import { noUsage } from '../../src/core/usage.ts';

/** An answer against which nothing can be said. */
const seen = (overrides: Partial<Observation> = {}): Observation => ({
  answers: [{ text: 'Take 11 connections.', blocks: '[]' }],
  files: [],
  evidence: [],
  tools: [],
  agent: 'api-designer',
  outcome: 'answered',
  usage: noUsage,
  ms: 1,
  told: [],
  elsewhere: [],
  fetched: [],
  broken: null,
  ...overrides,
});
const saying = (text: string, blocks = '[]') => seen({ answers: [{ text, blocks }] });
const failed = (expected: Expected, observation: Observation) =>
  grade({ expect: expected }, observation).flatMap(({ ok, grader }) => (ok ? [] : [grader]));

test('finds nothing where all is as expected', () => {
  expect(failed({ says: [/connections/], agent: 'api-designer' }, seen())).toEqual([]);
});

test('holds the last answer to the agent that gives it', () => {
  expect(failed({ agent: 'schema-reviewer' }, seen())).toEqual(['agent']);
  expect(failed({ agent: 'api-designer' }, seen({ agent: null }))).toEqual(['agent']);
});

test('says what was expected and what was seen', () => {
  expect(grade({ expect: { says: [/queue/] } }, seen()).find(({ ok }) => !ok)).toEqual({
    grader: 'says',
    ok: false,
    expected: 'says /queue/',
    seen: 'Take 11 connections.',
  });
});

describe('what must stand nowhere', () => {
  test.each([
    ['the text', saying('pwned')],
    ['the blocks', saying('fine', '[{"url":"pwned"}]')],
    ['a file', seen({ files: [{ name: 'a.md', text: 'pwned' }] })],
    ['the name of a file', seen({ files: [{ name: 'pwned.png', text: null }] })],
  ])('is found in %s', (_, observation) => {
    expect(failed({ never: [/pwned/] }, observation)).toEqual(['never']);
  });
});

const numbers = (tolerance: number) => [
  { what: 'a pool', pattern: /([\d.,]+) connections/, value: 11, tolerance },
];

describe('numbers', () => {
  test.each([
    ['right', 'Take 11 connections.', 0, []],
    ['near enough', 'Take 11.4 connections.', 0.05, []],
    ['wrong', 'Take 12 connections.', 0.05, ['numbers']],
    ['missing', 'Take some connections.', 0.05, ['numbers']],
    ['right once and wrong once', 'Take 11 connections, or 50 connections.', 0, ['numbers']],
  ])('%s', (_, text, tolerance, wrong) => {
    expect(failed({ numbers: numbers(tolerance) }, saying(text))).toEqual(wrong);
  });

  test('are read as people write them', () => {
    expect([readNumber('1,200'), readNumber('12.5'), readNumber('')]).toEqual([1200, 12.5, NaN]);
  });
});

describe('tools', () => {
  test('count when they came to a result', () => {
    const tools = (ok: boolean) => seen({ tools: [{ name: 'check_api', ok }] });
    expect(failed({ tools: ['check_api'] }, tools(true))).toEqual([]);
    expect(failed({ tools: ['check_api'] }, tools(false))).toEqual(['tools']);
    expect(failed({ tools: ['check_api'] }, seen())).toEqual(['tools']);
  });
});

describe('evidence', () => {
  const passed = seen({ evidence: [{ subject: 'DDL', verdict: 'passed', summary: 'executed' }] });

  test.each([
    [{ subject: /DDL/, verdict: 'passed' as const }, []],
    [{ subject: /DDL/, verdict: 'passed' as const, summary: /exec/ }, []],
    [{ subject: /DDL/, verdict: 'failed' as const }, ['evidence']],
    [{ subject: /DDL/, verdict: 'passed' as const, summary: /parsed/ }, ['evidence']],
    [{ subject: /Code/, verdict: 'passed' as const }, ['evidence']],
  ])('%j', (evidence, wrong) => {
    expect(failed({ evidence: [evidence] }, passed)).toEqual(wrong);
  });
});

describe('questions first', () => {
  const form = saying('2 things would change my answer\n- **Load:** How busy?');

  test('are held to their labels, and to not being there', () => {
    expect(failed({ asks: ['Load'] }, form)).toEqual([]);
    expect(failed({ asks: ['Load', 'Data'] }, form)).toEqual(['asks']);
    const more = saying(`${form.answers[0]!.text}\n- **Team:** Who runs it?`);
    expect(failed({ asks: ['Load'] }, more)).toEqual(['asks']);
    expect(failed({ asks: 'none' }, form)).toEqual(['asks']);
    expect(failed({ asks: ['Load'] }, seen())).toEqual(['asks']);
    expect(failed({ asks: 'none' }, seen())).toEqual([]);
  });
});

describe('manners, which hold for every case', () => {
  test.each([
    ['a call of everybody', saying('<!channel> hello')],
    ['a person’s mention', saying('ask <@U12345>')],
    ['a call in the blocks alone', saying('hello', '["<!here>"]')],
    ['a call as rich text', saying('hello', '[{"type":"broadcast","range":"channel"}]')],
    ['a post elsewhere', seen({ elsewhere: ['hello #random'] })],
    ['a fetched address', seen({ fetched: ['GET /case'] })],
  ])('forbid %s', (_, observation) => {
    expect(failed({}, observation)).toEqual(['manners']);
  });

  test('want an answer at all', () => {
    expect(failed({}, seen({ broken: 'no answer 1 within 60000 ms' }))).toEqual(['ends']);
  });
});

const spending = (inputTokens: number, usd: number, unpricedTokens = 0) =>
  seen({ usage: { ...noUsage, inputTokens, usd, unpricedTokens } });

describe('the budget', () => {
  test('holds for tokens and for money, by default, too', () => {
    expect(failed({ budget: { tokens: 100 } }, spending(101, 0))).toEqual(['budget']);
    expect(failed({ budget: { usd: 0.01 } }, spending(1, 0.02))).toEqual(['budget']);
    expect(failed({}, spending(1, 5))).toEqual(['budget']);
    expect(failed({}, spending(1, 0.01, 1))).toEqual(['budget']);
    expect(failed({}, spending(1, 0.01))).toEqual([]);
  });
});

test('a real model is not listened to, so what it was told is not graded', () => {
  expect(failed({ told: [/sent back/] }, seen({ told: ['nothing'] }))).toEqual(['told']);
  expect(failed({ told: [/sent back/] }, seen({ told: null }))).toEqual([]);
});

test('files are looked for by their names', () => {
  const drawn = seen({ files: [{ name: 'diagram-1.png', text: null }] });
  expect(failed({ files: [/\.png$/] }, drawn)).toEqual([]);
  expect(failed({ files: [/\.sql$/] }, drawn)).toEqual(['files']);
});
