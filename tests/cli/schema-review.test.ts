import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { schemaReview } from '../../src/review/schema/review.ts';
import { architect } from '../support/command-line.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'architect-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const schemaReviewOf = (args: readonly string[], stdin: readonly string[] = []) =>
  architect(['schema-review', ...args], { stdin });

describe('architect schema-review', () => {
  test('reads stdin, prints one JSON document, and fails on what it is told to fail on', async () => {
    const args = ['-', '--json', '--fail-on', 'error'];
    const { exitCode, stdout } = await schemaReviewOf(args, ['create table t (a int, b int);']);
    const review = schemaReview.parse(JSON.parse(stdout));
    expect(review.findings.map((finding) => finding.id)).toContain('pk.missing');
    expect(exitCode).toBe(1);
  });

  test('reads a folder as migrations in order, and leaves the way back out', async () => {
    await writeFile(join(dir, '10_index.sql'), 'create index i on t (n);');
    await writeFile(join(dir, '2_table.sql'), 'create table t (id bigint primary key, n int);');
    await writeFile(join(dir, '2_table.down.sql'), 'drop table t;');
    const { exitCode, stdout } = await schemaReviewOf([dir]);
    expect(stdout).toContain('mig.index_concurrently');
    expect(stdout).not.toContain('mig.drop');
    expect(stdout).toContain('10_index.sql:1');
    expect(exitCode).toBe(0);
  });

  test('fails where there was nothing to review', async () => {
    const empty = ['-- to be written\n'];
    const sentence = 'Nothing can be concluded. There is no table in it: nothing was reviewed.';
    expect(await schemaReviewOf(['-'], empty)).toEqual({
      exitCode: 1,
      stdout: expect.stringContaining(sentence),
      stderr: '',
    });
    expect(await schemaReviewOf(['-', '--json'], empty)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(sentence),
    });
  });

  test('reviews the change from one version to another, and exits by what the change brings', async () => {
    await writeFile(
      join(dir, 'old.sql'),
      `create table t (id bigint primary key, n int, b text, a text);
       create index i on t (n); create index j on t (n);`,
    );
    await writeFile(
      join(dir, 'new.sql'),
      `create table t (id bigint primary key, n int not null, b text); create index i on t (n);
       -- schema-review: ignore mig.drop t(a) nobody reads it
       -- schema-review: ignore tbl.no_created_at t it is a list
       -- schema-review: ignore pk.missing t nobody is called so`,
    );
    const versions = ['--before', join(dir, 'old.sql'), join(dir, 'new.sql')];
    const { exitCode, stdout } = await schemaReviewOf([...versions, '--json', '--fail-on', 'warn']);
    const review = schemaReview.parse(JSON.parse(stdout));
    expect(review.change).toMatchObject({
      of: 'versions',
      reaches: true,
      lost: [{ object: 'public.t.a' }],
      rollback: { executed: true, restores: true },
    });
    const found = review.findings.map((finding) => finding.id);
    expect(found).toContain('mig.set_not_null');
    expect(review.suppressed.map(({ id }) => id)).toContain('mig.drop');
    // The old version said nothing of when a row was made either, and had an index twice, which is mended.
    expect(found).not.toContain('tbl.no_created_at');
    expect(review.change?.unchanged_findings).toBe(1);
    expect(review.unused_suppressions.map(({ text }) => text)).toEqual([
      expect.stringContaining('pk.missing'),
    ]);
    expect(exitCode).toBe(1);
  });

  test('says in a sentence that nothing can be concluded, and fails', async () => {
    await writeFile(join(dir, 'big.sql'), 'x'.repeat(2_000_001));
    const { exitCode, stdout, stderr } = await schemaReviewOf([join(dir, 'big.sql')]);
    expect(stdout).toMatch(/^Nothing can be concluded\. .* up to 2\.0 MB/);
    expect(stdout).not.toContain('0 errors');
    expect([exitCode, stderr]).toEqual([1, '']);
  });

  test('reads what PowerShell writes, and calls a file that is no text bad use', async () => {
    const sql = 'create table t (a int, b int);';
    await writeFile(join(dir, 'utf16.sql'), `\uFEFF${sql}`, 'utf16le');
    expect((await schemaReviewOf([join(dir, 'utf16.sql')])).stdout).toContain(
      '1 table, 1 statement',
    );
    await writeFile(join(dir, 'dump.sql'), Buffer.from([0x50, 0x47, 0x44, 0x4d, 0x50, 1, 0]));
    for (const [args, stdin] of [
      [[join(dir, 'dump.sql')], []],
      [['-'], ['PGDMP\u0000']],
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { exitCode, stdout, stderr } = await schemaReviewOf(args ?? [], stdin);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toContain('it is no text');
    }
  });

  test.each([
    ['a file that is not there', ['/nowhere/at/all.sql'], 'there is no such file'],
    ['an unknown dialect', ['-', '--dialect', 'klingon'], 'dbml or sqlserver'],
    ['an unknown severity', ['-', '--fail-on', 'mood'], '--fail-on'],
    ['two formats', ['-', '--json', '--sarif'], 'choose one'],
  ])('calls %s bad use', async (_, args, sentence) => {
    const { exitCode, stdout, stderr } = await schemaReviewOf(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
