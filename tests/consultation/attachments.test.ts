import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { attach, threadFiles } from '../../src/consultation/attachments.ts';
import type { InputPart } from '../../src/core/model.ts';
import { aConversation, aFile, aMessage, filesOf } from './builders.ts';

const never = new AbortController().signal;
const png = { kind: 'image', mediaType: 'image/png', base64: 'AAAA' } as const;
const pdf = { kind: 'pdf', base64: 'BBBB' } as const;

function textOf(parts: readonly InputPart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
}

async function put(contents: Parameters<typeof filesOf>[0], conversation = aConversation()) {
  const files = Object.keys(contents).map((name) => aFile(name));
  const { parts, notes } = await attach(
    [aMessage({ files })],
    conversation,
    filesOf(contents),
    never,
  );
  return { text: textOf(parts), parts, notes };
}

test('a short text stands in the question whole, with line numbers', async () => {
  const { text, notes } = await put({ 'a.sql': 'CREATE TABLE a (\r\n  id int\r\n);\r\n' });
  expect(text).toBe(
    '<slack_file name="a.sql" id="Fa.sql" bytes="100">\n    1\tCREATE TABLE a (\n    2\t  id int\n    3\t);\n</slack_file>',
  );
  expect(notes).toEqual([]);
});

test('of a long text the head, and where to read on', async () => {
  const { text } = await put({ 'big.sql': 'x'.repeat(99).concat('\n').repeat(1000) });
  expect(text.length).toBeLessThan(25_000);
  expect(text).toMatch(/\[… lines 227–1000 of 1000 are not shown; read them with read_file\]/);
});

test('many files share the room', async () => {
  const contents = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [
      `f${n}.txt`,
      'word '.repeat(19).concat('\n').repeat(2000),
    ]),
  );
  const { text } = await put(contents);
  expect(text.length).toBeLessThan(90_000);
  expect(text.match(/read them with read_file/g)).toHaveLength(12);
});

test('images and PDF go as they are; what is too much is said to the model and to the person', async () => {
  const names = ['1.png', '2.png', '3.png', '4.png', 'a.pdf', '5.png'];
  const contents = Object.fromEntries(
    names.map((name) => [name, name.endsWith('pdf') ? pdf : png]),
  );
  const { parts, text, notes } = await put(contents);
  expect(parts.filter((part) => part.type === 'image')).toHaveLength(4);
  expect(parts.filter((part) => part.type === 'pdf')).toEqual([
    { type: 'pdf', base64: 'BBBB', name: 'a.pdf' },
  ]);
  expect(text).toContain('name="5.png" id="F5.png" bytes="100">not shown');
  expect(notes).toEqual([expect.stringContaining('`5.png`')]);
});

test('what could not be used is said to both', async () => {
  const { text, notes } = await put({ 'x.zip': { kind: 'refused', why: 'it is an archive' } });
  expect(text).toContain('not readable: it is an archive');
  expect(notes).toEqual(['I could not use `x.zip`: it is an archive.']);
});

test('a text that was cut by the download is said to be', async () => {
  const { text, notes } = await put({
    'log.txt': { kind: 'text', text: 'begin', truncatedBytes: 4096 },
  });
  expect(text).toContain('4096 bytes after this are not available');
  expect(notes).toEqual([expect.stringContaining('left out the last 4 KB')]);
});

test('more than a dozen files are not looked at', async () => {
  const contents = Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`f${n}`, 'x']));
  expect((await put(contents)).notes).toEqual([
    'I looked at the first 12 files only. Not read: `f12`, `f13`.',
  ]);
});

test('the picture that the thread talks about is shown again', async () => {
  const image = { mimetype: 'image/png' };
  const conversation = aConversation({
    messages: [
      { role: 'person', ts: '1.1', user: 'U1', text: '', files: [aFile('old.png', image)] },
      {
        role: 'person',
        ts: '1.2',
        user: 'U1',
        text: '',
        files: [aFile('new.png', image), aFile('a.txt')],
      },
    ],
  });
  const files = filesOf({ 'old.png': png, 'new.png': png });
  const { parts, notes } = await attach([aMessage()], conversation, files, never);
  expect(textOf(parts)).toContain('name="new.png"');
  expect(textOf(parts)).not.toContain('old.png');
  expect(parts.filter((part) => part.type === 'image')).toHaveLength(1);
  expect(notes).toEqual([]);
});

test('no file’s name or content can open or close our tags, and all of it is well-formed', async () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      '<',
      '/',
      'slack_file',
      'slack_message',
      '>',
      '"',
      '\n',
      '\uD83E',
      '🦊',
      'a',
    ),
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, content) => {
      const file = aFile(name, { id: 'F1' });
      const files = filesOf({ [name]: content });
      const { parts } = await attach([aMessage({ files: [file] })], aConversation(), files, never);
      const text = textOf(parts);
      expect(text.match(/<slack_file/g)).toHaveLength(1);
      expect(text.match(/<\/slack_file/g)).toHaveLength(1);
      expect(text).not.toContain('<slack_message');
      expect(text).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('the thread’s files are those of all messages, once, the latest first', () => {
  const conversation = aConversation({
    messages: [
      { role: 'person', ts: '1.1', user: 'U1', text: '', files: [aFile('a'), aFile('b')] },
    ],
  });
  const files = threadFiles([aMessage({ files: [aFile('c'), aFile('a')] })], conversation);
  expect(files.map((file) => file.name)).toEqual(['a', 'c', 'b']);
});
