import { expect, test } from '@jest/globals';
import { readFileTool } from '../../src/consultation/tools/read-file.ts';
import type { FileRef } from '../../src/core/message.ts';
import type { ToolResult } from '../../src/core/tool.ts';
import { aFile, aThread, filesOf } from './builders.ts';

const contents = {
  'schema.sql': Array.from({ length: 1000 }, (_, n) => `line ${n + 1}`).join('\n'),
  'wide.txt': `${'w'.repeat(5_000)}\n`.repeat(100),
  'plan.pdf': { kind: 'pdf', base64: 'AAAA' },
  'secret.bin': { kind: 'refused', why: 'it is a program' },
} as const;

function read(
  input: unknown,
  names: readonly string[] = Object.keys(contents),
): Promise<ToolResult> {
  const files = names.map((name, index) => aFile(name, { id: `F${index}` }));
  const signal = new AbortController().signal;
  const reader = filesOf(contents);
  const readFile = (file: FileRef) => reader.read(file, signal);
  return readFileTool.run(input, { thread: aThread, files, readFile, signal });
}

test('gives the lines asked for, numbered, and says how many there are', async () => {
  expect(await read({ file: 'schema.sql', from_line: 998, to_line: 2000 })).toEqual({
    ok: true,
    content:
      'schema.sql, lines 998–1000 of 1000\n  998\tline 998\n  999\tline 999\n 1000\tline 1000',
  });
});

test('gives no more than 800 lines at once, and says where to go on', async () => {
  const { content } = await read({ file: 'SCHEMA.SQL' });
  expect(content).toContain('schema.sql, lines 1–800 of 1000');
  expect(content).toContain('from_line 801');
});

test('gives no more than 30,000 characters at once, long lines shortened', async () => {
  const { content } = await read({ file: 'wide.txt' });
  expect(content.length).toBeLessThan(31_000);
  expect(content).toContain('[… 3000 characters left out]');
  expect(content).toMatch(/lines 1–14 of 100/);
});

test('finds a file by its id, its name, or its path’s end', async () => {
  for (const file of ['F0', 'schema.sql', ' Schema.sql ', 'db/schema.sql']) {
    expect(await read({ file, to_line: 1 })).toMatchObject({ ok: true });
  }
});

test.each([
  [{ file: 'nope.sql' }, /There is no file "nope.sql".*"schema.sql" \(id F0\)/],
  [{ file: 'plan.pdf' }, /is a PDF, which has no lines/],
  [{ file: 'secret.bin' }, /it is a program/],
  [{ file: 'schema.sql', from_line: 1001 }, /has 1000 lines; there is no line 1001/],
  [{ file: 'schema.sql', from_line: 5, to_line: 4 }, /to_line is before from_line/],
  [{ file: 'schema.sql', from_line: 0 }, /does not fit/],
  [{ path: '/etc/passwd' }, /does not fit/],
])('%j is answered with what to do instead', async (input, said) => {
  const result = await read(input);
  expect(result.ok).toBe(false);
  expect(result.content).toMatch(said);
});

test('asks which, where two files have one name', async () => {
  const result = await read({ file: 'schema.sql' }, ['schema.sql', 'schema.sql']);
  expect(result.content).toMatch(
    /Name one by its id: "schema.sql" \(id F0\), "schema.sql" \(id F1\)/,
  );
});

test('says that there is no file where there is none', async () => {
  expect((await read({ file: 'a' }, [])).content).toMatch(/No file was shared/);
});
