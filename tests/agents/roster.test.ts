import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allCases } from '../../evals/cases/all.ts';
import { loadAgents } from '../../src/agents/load.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const coverage = read('docs/agents.md').split('## Who covers what')[1] ?? '';
/** Concern, agents with their sections, what checks it, what tests it. */
const rows = [...coverage.matchAll(/^\| ([^|]+?) +\| (`[^|]+?) +\| ([^|]+?) +\| (`[^|]+?) +\|$/gm)];
/** Each tool has a file; `recommend` is the host's own. */
const tools = [
  'recommend',
  ...readdirSync(join(root, 'src/consultation/tools')).flatMap((file) =>
    [...read(`src/consultation/tools/${file}`).matchAll(/\bname: '([a-z]+_[a-z_]+)'/g)].map(
      ([, name = '']) => name,
    ),
  ),
];
const ways = ['judgement', 'form of questions', 'check of the answer', 'coverage line'];

/** The points of a copied agent: its bullets, its bold numbered lines without bullets below, its last paragraphs. */
const points = (fixture: string) =>
  (read(`tests/agents/fixtures/${fixture}`).match(/^\s*- .+|^\d+\. \*\*[^*]+\*\*: .+/gm) ?? [])
    .length;

describe('the shipped roster', () => {
  test('loads strictly, without a warning', async () => {
    const { agents, failed, skipped } = await loadAgents(join(root, 'agents'), { strict: true });
    expect([failed, skipped]).toEqual([[], []]);
    expect(agents.map(({ id, status, warnings }) => [id, status, warnings])).toEqual(
      [
        'api-designer',
        'backend-system-architect',
        'backend-systems-architect',
        'performance-analyst',
        'schema-reviewer',
        'security-reviewer',
      ].map((id) => [id, 'loaded', []]),
    );
  });

  test('has a row for every point of the agents it replaces', () => {
    const all = points('backend-system-architect.md') + points('backend-systems-architect.md');
    expect(all).toBeGreaterThan(80);
    expect(rows.length).toBeGreaterThanOrEqual(all);
  });

  test.each(rows.map(([, concern = '', covered = '']) => [concern, covered]))(
    'covers "%s"',
    (_, covered) => {
      const places = covered.split(/, (?=`)/).map((place) => place.split(/`: |`/).slice(1));
      expect(places.length).toBeGreaterThan(0);
      for (const [agent = '', section = ''] of places) {
        expect(read(`agents/${agent}.md`)).toMatch(new RegExp(`^##+ ${section}$`, 'm'));
      }
    },
  );

  test.each(rows.map(([, concern = '', , checks = '', cases = '']) => [concern, checks, cases]))(
    'has "%s" checked by what there is, and tested by a case',
    (_, checks, cases) => {
      const checkedBy = checks.split(', ');
      expect([...tools.map((tool) => `\`${tool}\``), ...ways]).toEqual(
        expect.arrayContaining(checkedBy),
      );
      const ids = cases.split(', ').map((id) => id.replaceAll('`', ''));
      const tests = allCases.filter(({ id }) => ids.includes(id));
      expect(tests.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      // What no program can tell needs a rubric for those who can.
      const isJudged = tests.some(
        ({ rubric = [], scriptOnly }) => rubric.length > 0 && scriptOnly !== true,
      );
      expect(checkedBy.includes('judgement') && !isJudged).toBe(false);
    },
  );
});
