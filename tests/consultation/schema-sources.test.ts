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

describe('statements that stand bare in a message', () => {
  test.each([
    [
      "please look:\n-- moods\ncreate type mood as enum ('a');\ncreate table t (m mood);",
      "-- moods\ncreate type mood as enum ('a');\ncreate table t (m mood);",
    ],
    ['create table t (id int);\n-- kept for now\nok?', 'create table t (id int);\n-- kept for now'],
    ['is this fine? create table t (id int);', 'create table t (id int);'],
    [
      'create table t (id int); create index on t (id);\nwhat do you think?',
      'create table t (id int); create index on t (id);',
    ],
    [
      'CREATE TABLE "Orders" (id int, n numeric(9,2)) ok so?',
      'CREATE TABLE "Orders" (id int, n numeric(9,2))',
    ],
    [
      'we run alter table orders add column note text; is it safe?',
      'alter table orders add column note text;',
    ],
    [
      'would create unique index concurrently u on t (email) lock?',
      'create unique index concurrently u on t (email)',
    ],
  ])('%j', async (text, sql) => {
    expect(await sourcesOf(text)).toEqual([{ name: 'pasted', text: sql }]);
  });

  test.each([
    'should we create table partitions by month?',
    'does alter table lock the whole table?',
    'when do I create index after index, and on what?',
  ])('%j holds none', async (text) => {
    expect(await sourcesOf(text)).toEqual([]);
  });
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
