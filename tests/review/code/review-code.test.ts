import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createReviewCodeTool } from '../../../src/consultation/tools/review-code.ts';
import { languageOf } from '../../../src/review/code/languages.ts';
import { type CodeReview, createCodeReviewer } from '../../../src/review/code/review-code.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { aToolContext } from '../../support/tool-context.ts';

const review = createCodeReviewer(createSandbox({ places: 1 }));
const tool = createReviewCodeTool(review);
const { signal } = new AbortController();

/** Code as people write it; a comment `!id` stands on each line that is to be found, and on no other. */
const samples = ['orders', 'shop'].flatMap((name) =>
  ['ts', 'py', 'java', 'kt', 'cs', 'go', 'php', 'rb'].map((language) => `${name}.${language}`),
);
const broken = 'export function (a { return a +; }';
/** The grammar would put the missing bracket in by itself and go on. */
const unclosed = 'x = 1\ndef f(:\n  pass\n';
const html = { language: 'html', text: '<p>' };
const hostile = `${'('.repeat(60_000)}${')'.repeat(60_000)}`;

function read(name: string): Promise<string> {
  return readFile(new URL(`./samples/${name}.txt`, import.meta.url), 'utf8');
}

let texts: readonly string[];
let reviews: readonly CodeReview[];
beforeAll(async () => {
  texts = await Promise.all(samples.map(read));
  reviews = await review(
    [
      ...samples.map((language, index) => ({ language, text: texts[index] ?? '' })),
      { language: 'ts', text: broken },
      { language: 'python', text: unclosed },
      html,
    ],
    signal,
  );
}, 30_000);

test.each(samples)('%s: each weakness is found on its line, and nothing else is', (name) => {
  const index = samples.indexOf(name);
  const expected = texts[index]!.split('\n').flatMap((line, at) =>
    [...line.matchAll(/!(code\.\w+)/g)].map(([, id]) => `${at + 1} ${id}`),
  );
  const reviewed = reviews[index]!;
  if (reviewed.kind !== 'reviewed') throw new Error(reviewed.why);
  expect(reviewed.syntaxErrors).toEqual([]);
  expect(reviewed.findings.map(({ line, id }) => `${line} ${id}`).toSorted()).toEqual(
    expected.toSorted(),
  );
});

test('a secret is shown by its line, never by its value', () => {
  expect(JSON.stringify(reviews)).not.toMatch(/AKIAABCDEF|correct-horse|s3cr3t|tail-of-it/);
});

test('what does not parse is said, with the line', () => {
  expect(reviews.at(-3)).toMatchObject({ kind: 'reviewed', syntaxErrors: [1] });
  expect(reviews.at(-2)).toMatchObject({ kind: 'reviewed', syntaxErrors: [2] });
});

test('a language that nobody reads is not passed over in silence', () => {
  expect(reviews.at(-1)).toEqual({ kind: 'not-reviewed', why: 'I do not read html.' });
});

test('callbacks within callbacks cost their number, not its cube', async () => {
  const text = `${'x.map((a) => '.repeat(200)}1${')'.repeat(200)}`;
  expect(await review([{ language: 'ts', text }], signal)).toMatchObject([{ kind: 'reviewed' }]);
}, 30_000);

describe('the tool', () => {
  test('names lines and says what it cannot see', async () => {
    const result = await tool.run(
      { language: 'go', code: 'package a\nfunc f() {\n\thttp.Get("https://example.com")\n}' },
      aToolContext(),
    );
    expect(result).toMatchObject({
      ok: true,
      evidence: [{ summary: 'looked through by syntax, 1 hint' }],
    });
    expect(result.content).toContain('line 3 `code.no_timeout`');
    expect(result.content).toContain('Not seen:');
  });

  test('never says that code is clean', async () => {
    const result = await tool.run({ language: 'ts', code: 'const a = 1;' }, aToolContext());
    expect(result.content).toContain('That is no clearance');
  });

  test('a hundred thousand brackets cost a sentence, not a process', async () => {
    const result = await tool.run(
      { language: 'ts', code: hostile.slice(0, 99_999) },
      aToolContext(),
    );
    expect(result.content).toMatch(/not looked through|Not understood from line 1/);
  }, 30_000);

  test('takes a file of the thread, by its ending', async () => {
    const file = { id: 'F1', name: 'run.py', mimetype: 'text/plain', size: 9 };
    const result = await tool.run(
      { file: 'run.py' },
      aToolContext({
        files: [file],
        readFile: async () => ({
          kind: 'text',
          text: 'requests.get("https://example.com")',
          truncatedBytes: 0,
        }),
      }),
    );
    expect(result.content).toContain('### run.py (python)');
    expect(result.content).toContain('code.no_timeout');
  });

  test.each([[{}], [{ file: 'a.ts', code: 'a' }], [{ file: 'missing.ts' }]])(
    'refuses %j',
    async (input) => {
      expect(await tool.run(input, aToolContext())).toMatchObject({ ok: false });
    },
  );
});

test('any label is a known language or none, never an error', () => {
  expect(languageOf('file.constructor')).toBeNull();
  fc.assert(
    fc.property(fc.string(), (label) => {
      expect(languageOf(label) ?? 'none').toMatch(/^[a-z]+$/);
    }),
  );
});
