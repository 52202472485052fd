import { describe, expect, test } from '@jest/globals';
import { apiSources } from '../../src/consultation/api-sources.ts';
import { createCheckApiTool } from '../../src/consultation/tools/check-api.ts';
import type { FileContent } from '../../src/core/file.ts';
import { reviewContract } from '../../src/review/api/review-contract.ts';

const shared: Readonly<Record<string, string>> = {
  'old.graphql': 'type Query { a: Int b: Int }',
  'new.graphql': 'type Query { a: Int }',
  'compose.yaml': 'services: {web: {image: nginx}}',
  'long.old.graphql': 'type Query { a: Int b: Int }',
  'long.proto': 'syntax = "proto3";\npackage a.v1;\nmessage M { Later one = 1; }',
  'long.yaml': [
    'openapi: 3.1.0',
    'info: {title: Shop, version: "1"}',
    'paths: {/a: {post: {requestBody: {$ref: "#/components/requestBodies/A"}}}}',
  ].join('\n'),
  'api.yaml': 'openapi: 3.1.0\ninfo: {title: Shop}\npaths: {}',
};
const ref = (name: string) => ({ id: `F-${name}`, name, mimetype: 'text/plain', size: 10 });
const readFile = async ({ name }: { readonly name: string }): Promise<FileContent> => ({
  kind: 'text',
  text: shared[name] ?? '',
  truncatedBytes: name.startsWith('long') ? 5_000 : 0,
});
const { signal } = new AbortController();

// In this process: what the sandbox adds is tested with it.
const tool = createCheckApiTool((contract) => reviewContract(contract));
const check = (input: unknown) =>
  tool.run(input, {
    signal,
    thread: { team: 'T1', channel: 'C1', ts: '1.1' },
    files: Object.keys(shared).map(ref),
    readFile,
  });

describe('check_api', () => {
  test('tells what breaks between two files of the thread, with evidence and the whole as a file', async () => {
    const result = await check({ file: 'new.graphql', previous_file: 'old.graphql' });
    expect(result).toMatchObject({
      ok: true,
      content: expect.stringContaining('api.breaking_change'),
      evidence: [{ subject: 'new.graphql', by: 'check_api', verdict: 'failed' }],
      artifacts: [
        { name: 'api-review.md', content: expect.stringContaining('Query.b'), untrusted: true },
      ],
    });
  });

  test('compares nothing with a file whose end is missing, and says so', async () => {
    const result = await check({ file: 'new.graphql', previous_file: 'long.old.graphql' });
    expect(result).toMatchObject({
      ok: true,
      content: expect.stringContaining(
        '**Partial:** The earlier version was not compared. The end of one of the two is missing. Not reviewed, since it was too much to read: the last 5 KB of long.old.graphql.',
      ),
      evidence: [{ verdict: 'unverified' }],
    });
    expect(result.content).not.toContain('breaking');
  });

  test('does not call undefined what the missing end of a file may define', async () => {
    const result = await check({ file: 'long.yaml' });
    expect(result.content).toContain('the last 5 KB of long.yaml');
    expect(result.content).not.toContain('api.ref_unresolved');
    expect((await check({ text: shared['long.yaml'] })).content).toContain('api.ref_unresolved');
    expect((await check({ file: 'long.proto' })).content).toContain('Protocol Buffers');
  });

  test('passes a text that is in order', async () => {
    expect(await check({ text: 'type Query { a: Int! }' })).toMatchObject({
      ok: true,
      evidence: [{ verdict: 'passed' }],
      artifacts: [],
    });
  });

  test.each([
    ['neither', {}, 'either file or text'],
    ['both', { file: 'api.yaml', text: 'x' }, 'either file or text'],
    ['a file that is not there', { file: 'nope.yaml' }, 'no file "nope.yaml"'],
    [
      'two earlier versions',
      { text: 'type Query { a: Int }', previous_file: 'old.graphql', previous_text: 'x' },
      'previous_file or previous_text',
    ],
    ['prose', { text: 'Hello' }, 'Nothing can be concluded'],
    ['an unknown field', { url: 'https://example.com' }, 'does not fit'],
  ])('says what is wrong with %s', async (_, input, sentence) => {
    expect(await check(input)).toEqual({ ok: false, content: expect.stringContaining(sentence) });
  });
});

const brought = (
  text: string,
  names: readonly string[] = [],
  kind: 'mention' | 'api-review' = 'mention',
) => apiSources([{ kind, text, files: names.map(ref) }], { read: readFile }, signal);

describe('the contracts that people brought', () => {
  test('are files and code blocks that are contracts, by what is in them', async () => {
    const found = await brought(
      'Look:\n```graphql\ntype Query { a: Int }\n```\n```sql\nselect 1\n```',
      ['compose.yaml', 'api.yaml'],
    );
    expect(found.map(({ contract }) => contract.name)).toEqual(['pasted', 'api.yaml']);
  });

  test('are one with its past, where their names say so', async () => {
    expect(await brought('What breaks?', ['new.graphql', 'old.graphql'])).toMatchObject([
      { contract: { name: 'new.graphql' }, previous: { name: 'old.graphql' } },
    ]);
  });

  test('are the text of the command, without the choice of its form', async () => {
    expect(await brought('Format: Protobuf\n\nmessage M { }', [], 'api-review')).toMatchObject([
      { contract: { text: 'message M { }' }, format: 'protobuf' },
    ]);
    expect(
      await brought('Review the API contract in the file api.yaml.', ['api.yaml'], 'api-review'),
    ).toMatchObject([{ contract: { name: 'api.yaml' } }]);
  });

  test.each([
    'How would you shape GET /orders?',
    'interface Order {\n  id: string;\n}',
    'type Order struct {\n  ID string\n}',
    'model Order {\n  id Int @id\n}',
  ])('are none in %j', async (text) =>
    expect(await brought(`${text}\n\`\`\`\n${text}\n\`\`\``)).toEqual([]),
  );
});
