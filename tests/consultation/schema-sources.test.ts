import { describe, expect, test } from '@jest/globals';
import { aFile, filesOf } from './builders.ts';
import { asVersions, schemaSources } from '../../src/consultation/schema-sources.ts';

const noFiles = { read: () => Promise.reject(new Error('no file was shared')) };

async function sourcesOf(text: string) {
  const message = { kind: 'mention', text, files: [] } as const;
  return schemaSources([message], noFiles, new AbortController().signal);
}

test('a file that was cut says how much of it is missing', async () => {
  const text = 'create table t (a int);';
  const files = filesOf({ 'big.sql': { kind: 'text', text, truncatedBytes: 9 } });
  const message = { kind: 'mention', text: '', files: [aFile('big.sql')] } as const;
  expect(await schemaSources([message], files, new AbortController().signal)).toEqual([
    { name: 'big.sql', text, truncatedBytes: 9 },
  ]);
});

const block = (sql: string): string => `\`\`\`sql\n${sql}\n\`\`\``;

describe('two versions of a schema', () => {
  test('are told by the words above two code blocks', async () => {
    const sources = await sourcesOf(
      `Is this safe? Before:\n${block('create table t (a int);')}\nand after\n${block('create table t (a bigint);')}`,
    );
    const { before, sources: after } = asVersions(sources);
    expect(before?.[0]?.text).toContain('a int');
    expect(after[0]?.text).toContain('a bigint');
  });

  test('are one schema in parts without such words', async () => {
    const sources = await sourcesOf(
      `${block('create table t (a int);')}\n${block('create table u (a bigint);')}`,
    );
    expect(sources).toHaveLength(1);
    expect(asVersions(sources).before).toBeUndefined();
  });

  test.each([
    [['old.sql', 'new.sql'], 'old.sql'],
    [['schema_after.sql', 'schema_before.sql'], 'schema_before.sql'],
    [['v1.sql', 'v2.sql'], undefined],
    [['golden.sql', 'news.sql'], undefined],
    [['old.sql', 'new.sql', 'other.sql'], undefined],
  ])('are told by the names of two files: %j', (names, old) => {
    const sources = names.map((name) => ({ name, text: 'create table t (a int);' }));
    expect(asVersions(sources).before?.[0]?.name).toBe(old);
  });
});
