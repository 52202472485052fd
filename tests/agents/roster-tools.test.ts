import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadAgents } from '../../src/agents/load.ts';

const root = join(import.meta.dirname, '../..');

test('the roster names tools that exist, and each tool is in somebody’s hands', async () => {
  const { agents } = await loadAgents(join(root, 'agents'));
  const guide = await readFile(join(root, 'docs/tools.md'), 'utf8');
  const documented = [...guide.matchAll(/^## ([a-z_]+)$/gm)].map(([, name = '']) => name);
  const named = new Set(agents.flatMap(({ tools }) => tools ?? []));
  expect(documented).toEqual(documented.toSorted());
  expect([...named].toSorted()).toEqual(documented);
});
