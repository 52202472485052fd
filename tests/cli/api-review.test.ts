import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { apiReview } from '../../src/review/api/api-review.ts';
import { architect } from '../support/command-line.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'architect-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const apiReviewOf = (args: readonly string[], stdin: readonly string[] = []) =>
  architect(['api-review', ...args], { stdin });

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(dir, name), text);
  return join(dir, name);
}

describe('architect api-review', () => {
  test('compares with the earlier version, prints one JSON document, and fails on what it is told to fail on', async () => {
    const old = await file('old.graphql', 'type Query { a: Int b: Int }');
    const args = ['-', '--format', 'graphql', '--previous', old, '--json', '--fail-on', 'error'];
    const { exitCode, stdout } = await apiReviewOf(args, ['type Query {\n a: Int\n}']);
    const { reviews } = z.object({ reviews: z.array(apiReview) }).parse(JSON.parse(stdout));
    expect(reviews).toMatchObject([
      { kind: 'graphql', changes: [{ effect: 'breaking', where: 'Query.b', line: null }] },
    ]);
    expect(reviews[0]?.summary.peak_rss_bytes).toBeGreaterThan(1_000_000);
    expect(exitCode).toBe(1);
  });

  test('reviews each file by itself, as SARIF', async () => {
    const proto = await file('a.proto', 'syntax = "proto3";\nmessage M {}');
    const { exitCode, stdout } = await apiReviewOf([proto, '--sarif']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          results: [
            {
              ruleId: 'api.proto_package',
              level: 'warning',
              locations: [{ physicalLocation: { artifactLocation: { uri: proto } } }],
            },
          ],
        },
      ],
    });
    expect(exitCode).toBe(0);
  });

  test('says once, where people look, that nothing can be concluded, and fails', async () => {
    const big = await file('big.yaml', `openapi: 3.1.0\n${'#'.repeat(15_000_001)}`);
    const sentence = expect.stringMatching(/nothing can be concluded\. .*up to 15\.0 MB/);
    expect(await apiReviewOf([big])).toEqual({ exitCode: 1, stdout: sentence, stderr: '' });
    expect(await apiReviewOf([big, '--json'])).toMatchObject({ exitCode: 1, stderr: sentence });
  });

  test('fails where it could not compare: a build would pass without its check', async () => {
    const old = await file('old.yaml', 'openapi: 3.1.0\ninfo: [');
    const now = await file('now.yaml', 'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths: {}');
    const { exitCode, stdout } = await apiReviewOf([now, '--previous', old]);
    expect(stdout).toMatch(/^partial: The earlier version was not compared\. It cannot be read/m);
    expect(exitCode).toBe(1);
  });

  test.each([
    ['a file that is not there', ['/nowhere/at/all.yaml'], 'there is no such file'],
    ['a folder', [tmpdir()], 'it is a folder'],
    ['an unknown format', ['-', '--format', 'klingon'], '--format'],
    ['an unknown severity', ['-', '--fail-on', 'mood'], '--fail-on'],
    ['two formats', ['-', '--json', '--sarif'], 'choose one'],
    [
      'one earlier version of two files',
      ['a', 'b', '--previous', 'c'],
      '--previous is for one file',
    ],
  ])('calls %s bad use', async (_, args, sentence) => {
    const { exitCode, stdout, stderr } = await apiReviewOf(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
