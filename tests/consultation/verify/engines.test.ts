import { describe, expect, jest, test } from '@jest/globals';
import { createChecks } from '../../../src/app/checks.ts';
import { createReviewers } from '../../../src/app/reviewers.ts';
import type { BlockKind } from '../../../src/consultation/verify/block-check.ts';

jest.setTimeout(60_000);

const checks = createChecks(createReviewers());
const base = [
  { name: 'shop.sql', text: 'CREATE TABLE orders (id bigint PRIMARY KEY, total int);' },
];

function check(kind: BlockKind, language: string, text: string, on: typeof base = []) {
  const block = { kind, language, text, base: on };
  return checks[kind]?.(block, new AbortController().signal);
}

/** The checks over the engines that the bot runs. */
describe('a block of an answer', () => {
  test('of DDL runs on the schema of the thread, fails on what is not there, and may design it anew', async () => {
    const [right, wrong, anew] = await Promise.all([
      check('ddl', 'sql', 'CREATE INDEX ON orders (total);', base),
      check('ddl', 'sql', 'CREATE INDEX ON orders (totl);', base),
      check('ddl', 'sql', 'CREATE TABLE orders (id uuid PRIMARY KEY);', base),
    ]);
    expect(right).toMatchObject({
      verdict: 'passed',
      by: expect.stringContaining('PostgreSQL'),
      summary: '1 statement executed, on the schema of this thread',
    });
    expect(wrong).toMatchObject({
      verdict: 'failed',
      summary: expect.stringMatching(/^line 1: .*totl/),
    });
    expect(anew).toMatchObject({ verdict: 'passed', summary: '1 statement executed' });
  });

  test('of Mermaid is drawn, or told where it breaks', async () => {
    const [drawn, broken] = await Promise.all([
      check('diagram', 'mermaid', 'flowchart LR\n  shop --> queue'),
      check('diagram', 'mermaid', 'flowchart LR\n  shop --< queue'),
    ]);
    expect(drawn).toMatchObject({ verdict: 'passed', summary: expect.stringContaining('drawn') });
    expect(drawn?.artifacts?.[0]?.name).toMatch(/^diagram-\w{8}\.png$/);
    expect(broken).toMatchObject({
      verdict: 'failed',
      summary: expect.stringMatching(/line 2/),
    });
  });

  test('of code is parsed in its language; what is left out, or no language of ours, is not judged', async () => {
    const [right, wrong, elided] = await Promise.all([
      check('code', 'ts', 'export async function f(): Promise<void> {\n  await g();\n}'),
      check('code', 'python', 'def f(x):\n  return = = 1'),
      check('code', 'ts', 'function f() {\n  …\n}'),
    ]);
    expect(right).toMatchObject({ verdict: 'passed' });
    expect(wrong).toMatchObject({ verdict: 'failed' });
    expect(elided).toBeNull();
    expect(await check('code', 'rust', 'fn f() {')).toBeNull();
    expect(await check('code', 'csharp', 'public int F() => ;')).toMatchObject({
      verdict: 'failed',
    });
    // Right, and more than the grammar knows.
    expect(await check('code', 'kotlin', 'fun f() = q.where { Orders.id eq id }')).toBeNull();
  });

  test('of JSON or YAML is parsed on the spot', async () => {
    expect(await check('code', 'json', '{"a": 1}')).toMatchObject({ verdict: 'passed' });
    expect(await check('code', 'json', '{"a": 1,\n "b" 2}')).toMatchObject({
      verdict: 'failed',
      summary: expect.stringContaining('line 2'),
    });
    expect(await check('code', 'json', '{"a": 1} // a note')).toBeNull();
    expect(await check('code', 'yaml', 'a: 1\nb: [1')).toMatchObject({ verdict: 'failed' });
    expect(await check('code', 'yaml', 'a: 1\n---\nb: 2')).toMatchObject({ verdict: 'passed' });
  });

  test('of a contract is read and linted; a part of one is no fault', async () => {
    const [part, wrong, query] = await Promise.all([
      check('contract', 'graphql', 'type Order { id: ID! customer: Customer }'),
      check('contract', 'graphql', 'type Order { id: ID! customer Customer }'),
      check('contract', 'graphql', 'query { orders { id } }'),
    ]);
    expect(part).toMatchObject({ verdict: 'passed' });
    expect(wrong).toMatchObject({ verdict: 'failed', summary: expect.stringContaining('line 1') });
    expect(query).toBeNull();
    expect(await check('contract', 'proto', 'message Order { string id = 1; }')).toMatchObject({
      verdict: 'passed',
    });
  });
});
