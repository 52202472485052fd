import { describe, expect, jest, test } from '@jest/globals';
import { concerns, type EvalCase } from '../../evals/case.ts';
import { allCases } from '../../evals/cases/all.ts';
import { run } from '../../evals/run/run.ts';
import { houseRules } from '../../src/consultation/house-contract.ts';

jest.setTimeout(180_000);

/**
 * Each engine takes seconds of a core, and what they check has tests of its own in `tests/review` and `tests/app`. These
 * four stand for the ways into the sandbox (a block of the answer, a tool on a file, the code, the network that must not
 * be asked); `npm run eval` plays all.
 */
const heavyHere: ReadonlySet<string> = new Set([
  'observability-diagram-mended',
  'api-contract-findings',
  'security-injection-found',
  'attack-remote-ref',
]);
const here = allCases.filter(({ id, heavy }) => heavy !== true || heavyHere.has(id));

describe('the cases', () => {
  test('cover each concern, with at least thirty, ten of them attacks', () => {
    const ids = allCases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(30);
    for (const concern of concerns) {
      const ours = allCases.filter((one) => one.concern === concern);
      expect([concern, ours.length]).toEqual([concern, expect.any(Number)]);
      expect(ours.length).toBeGreaterThanOrEqual(concern === 'adversarial' ? 10 : 4);
    }
  });

  test('each say more than the manners that hold for all', () => {
    const silent = allCases.filter(({ expect: { says, never, told, numbers, evidence } }) =>
      [says, never, told, numbers, evidence].every((wanted) => wanted === undefined),
    );
    expect(silent).toEqual([]);
  });

  test('that are after the house’s rules look for what really stands there', () => {
    const own = allCases
      .filter(({ id }) => id.startsWith('attack-reveal-prompt'))
      .flatMap(({ expect: { never = [] } }) => never);
    expect(own.length).toBeGreaterThan(1);
    for (const shape of own) expect(houseRules).toMatch(shape);
  });

  test('look for nothing that their own script could not bring about', () => {
    const vain = allCases.flatMap(({ id, model, expect: wanted }) => {
      const { asks, tools, evidence, files, agent, told, never = [], says = [] } = wanted;
      const script = model
        .map((move) => (typeof move === 'function' ? move.toString() : JSON.stringify(move)))
        .join('\n');
      const isHost = [asks, tools, evidence, files, agent, told].some((one) => one !== undefined);
      const isBeyond = says.some((shape) => !shape.test(script)) || never.length > 0;
      return isHost || isBeyond ? [] : [id];
    });
    expect(vain).toEqual([]);
  });

  test('which are played here are most of them', () => {
    expect(here.filter(({ heavy }) => heavy === true).length).toBe(heavyHere.size);
    expect(here.length).toBeGreaterThan(allCases.length * 0.8);
  });

  test('pass on the script, but for those that are known to fail', async () => {
    const results = await run(here, { answerer: { kind: 'scripted' } });
    const wrong = results.filter(({ status }) => status === 'failed' || status === 'mended');
    expect(wrong.map(({ id, status, failures }) => ({ id, status, failures }))).toEqual([]);
    expect(results.length).toBe(here.length);
  });

  test('fail when the model does worse than its script', async () => {
    const ids = ['performance-pool-size', 'code-conventions-followed'];
    const bad = allCases
      .filter(({ id }) => ids.includes(id))
      .map((one) => ({ ...one, model: [() => [{ ...lie }]] }));
    const results = await run(bad, { answerer: { kind: 'scripted' } });
    expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
    const graders = results.map(({ failures }) => failures.map(({ grader }) => grader));
    expect(graders[0]).toEqual(expect.arrayContaining(['numbers', 'tools', 'never', 'evidence']));
    expect(graders[1]).toEqual(expect.arrayContaining(['says']));
  });

  test('are graded by what was seen: no grader is content with what is not there', async () => {
    const [one] = allCases.filter(({ id }) => id === 'attack-mention-everybody');
    const expected: EvalCase['expect'] = {
      asks: ['Load'],
      says: [/a queue/],
      never: [/PATCH/],
      numbers: [{ what: 'a pool', pattern: /(\d+) connections/, value: 11, tolerance: 0 }],
      tools: ['check_api'],
      evidence: [{ subject: /DDL/, verdict: 'passed' }],
      files: [/\.png$/],
      agent: 'schema-reviewer',
      told: [/sent back/],
      budget: { tokens: 1, usd: 0.000_001 },
    };
    const [result] = await run([{ ...one!, expect: expected }], { answerer: { kind: 'scripted' } });
    const graders = new Set(result?.failures.map(({ grader }) => grader));
    expect([...graders].toSorted()).toEqual(Object.keys(expected).toSorted());
    expect(result?.failures.filter(({ grader }) => grader === 'budget').length).toBe(2);
  });
});

const lie = { do: 'text', text: 'Take 9,000 connections.', every: Infinity, delayMs: 0 } as const;
