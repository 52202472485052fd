import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConfigError } from '../src/config.ts';
import { readPrices } from '../src/prices-file.ts';
import { defaultPrices } from '../src/review/capacity/prices.ts';

let dir: string;
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'prices-'))));
afterAll(() => rm(dir, { recursive: true }));

async function written(text: string): Promise<string> {
  const path = join(dir, 'prices.json');
  await writeFile(path, text);
  return path;
}

test('without a file the shipped list prices count', () => {
  expect(readPrices(null)).toBe(defaultPrices);
});

test("an operator's own table replaces the whole", async () => {
  const own = {
    title: 'Our contract',
    asOf: '2026-10-01',
    source: 'Procurement.',
    resources: { node: { name: 'Node', usd: 100, unit: 'a month', perMonth: 1 } },
  };
  expect(readPrices(await written(JSON.stringify(own)))).toEqual(own);
});

test.each([
  ['{', /ARCHITECT_PRICES names a file that cannot be read/],
  ['{"title": "x"}', /ARCHITECT_PRICES names a file of another shape: .*asOf/],
])('a table like %j ends the start with the reason in one line', async (text, reason) => {
  const path = await written(text);
  const problem = () => readPrices(path);
  expect(problem).toThrow(ConfigError);
  expect(problem).toThrow(reason);
});
