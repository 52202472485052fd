import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadAgents } from '../../src/agents/load.ts';
import { createReviewers } from '../../src/app/reviewers.ts';
import { createToolbox } from '../../src/app/toolbox.ts';
import { createDecisions } from '../../src/memory/decisions.ts';
import { defaultPrices } from '../../src/review/capacity/prices.ts';

const root = join(import.meta.dirname, '../..');
/** `consult_specialist` is given out with the agents that it asks. */
const tools = [
  ...createToolbox(createReviewers(), defaultPrices, createDecisions()).map(({ name }) => name),
  'consult_specialist',
].toSorted();

test('the roster names tools that exist, and each tool is in somebody’s hands', async () => {
  const { agents } = await loadAgents(join(root, 'agents'));
  const named = new Set(agents.flatMap((agent) => agent.tools ?? []));
  expect([...named].toSorted()).toEqual(tools);
});

test('the guide has a section for each, in their order', async () => {
  const guide = await readFile(join(root, 'docs/tools.md'), 'utf8');
  expect([...guide.matchAll(/^## ([a-z]+_[a-z_]+)$/gm)].map(([, name]) => name)).toEqual(tools);
});

test('the README names each', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, table = ''] = readme.split('## What it checks with');
  expect(tools.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});
