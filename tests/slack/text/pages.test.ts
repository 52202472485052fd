import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createPages, splitMarkdown } from '../../../src/slack/text/pages.ts';

const paragraph = (name: string, length: number) => `${name} ${'word '.repeat(length / 5)}`.trim();

describe('a page ends', () => {
  test('between two blocks, once it is well filled', () => {
    const blocks = Array.from({ length: 12 }, (_, n) => paragraph(`P${n}`, 300));
    const pages = splitMarkdown(blocks.join('\n\n'), 1_000);
    for (const page of pages.slice(0, -1)) expect(page).toMatch(/word\n\n$/);
    expect(pages.join('')).toBe(blocks.join('\n\n'));
  });

  test('not between a heading and what it is the heading of', () => {
    const text = `${paragraph('A', 690)}\n## Heading\n\n${paragraph('B', 100)}\n\nend`;
    expect(splitMarkdown(text, 1_000)).toEqual([
      `${paragraph('A', 690)}\n## Heading\n\n${paragraph('B', 100)}\n\n`,
      'end',
    ]);
  });

  test('inside a code block only when it must: closed, and opened again in the same language', () => {
    const code = Array.from({ length: 60 }, (_, n) => `SELECT ${n} FROM orders;`).join('\n');
    const pages = splitMarkdown(`Look:\n\n\`\`\`sql\n${code}\n\`\`\`\n\ndone`, 600);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.match(/^```/gm)).toHaveLength(2);
    for (const page of pages.slice(1)) expect(page).toMatch(/^```sql\nSELECT/);
  });

  test('before a table that still fits one page, not in it', () => {
    const table = [
      '| a | b |',
      '|---|---|',
      ...Array.from({ length: 40 }, (_, n) => `| ${n} | x |`),
    ];
    const text = `${paragraph('A', 500)}\n\n${table.join('\n')}\n`;
    expect(splitMarkdown(text, 800)).toEqual([
      `${paragraph('A', 500)}\n\n`,
      `${table.join('\n')}\n`,
    ]);
  });

  test('between the rows of a table that fits no page, with the header on each', () => {
    const rows = Array.from({ length: 200 }, (_, n) => `| ${n} | some text |`);
    const pages = splitMarkdown(['| a | b |', '|---|---|', ...rows].join('\n'), 900);
    for (const page of pages) expect(page.startsWith('| a | b |\n|---|---|\n| ')).toBe(true);
    expect(pages.flatMap((page) => page.trim().split('\n').slice(2))).toEqual(rows);
  });

  test('at a space when one line fills the page, and not inside inline code', () => {
    const line = `${'word '.repeat(90)}\`${'code '.repeat(20)}\` tail`;
    const pages = splitMarkdown(line, 500);
    expect(pages[0]).toBe('word '.repeat(90));
    expect(pages.join('')).toBe(line);
  });

  test('not inside a character', () => {
    const pages = splitMarkdown('😀'.repeat(500), 101);
    for (const page of pages) expect(page).not.toMatch(/\p{Surrogate}/u);
    expect(pages.join('')).toBe('😀'.repeat(500));
  });
});

const block = fc.oneof(
  fc.stringMatching(/^[a-z ]{0,300}$/),
  fc.constantFrom('# Heading', '', '- a\n- b', '> quote'),
  fc
    .array(fc.stringMatching(/^[a-z();= ]{0,90}$/), { maxLength: 30 })
    .map((lines) => `\`\`\`ts\n${lines.join('\n')}\n\`\`\``),
  fc
    .array(fc.stringMatching(/^[a-z ]{1,40}$/), { maxLength: 40 })
    .map((cells) =>
      ['| k | v |', '|---|---|', ...cells.map((cell, n) => `| ${n} | ${cell} |`)].join('\n'),
    ),
);
const document = fc
  .array(block, { minLength: 1, maxLength: 40 })
  .map((blocks) => blocks.join('\n\n'));

describe('whatever is written', () => {
  test('every page fits, and the pages without what was added are the text', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 300, max: 3_000 }), (text, limit) => {
        const pages = splitMarkdown(text, limit);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
        expect(bare(pages.join('\n'))).toBe(bare(text));
      }),
      { numRuns: 300 },
    );
  });

  test('the pages of a growing text are the pages of the whole text', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 97 }), (text, size) => {
        const pages = createPages({ soft: 700, hard: 1_000 });
        let before: readonly string[] = [];
        for (let at = 0; at < text.length; at += size) {
          pages.append(text.slice(at, at + size));
          const now = pages.read();
          expect(now.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
          before = now;
        }
        expect(pages.read()).toEqual(splitMarkdown(text, 1_000));
      }),
      { numRuns: 100 },
    );
  });
});

/** The text without fences, table headers and line breaks. */
function bare(text: string): string {
  return text
    .replace(/^```.*$/gm, '')
    .replace(/^\| k \| v \|\n\|---\|---\|$/gm, '')
    .replace(/\s/g, '');
}
