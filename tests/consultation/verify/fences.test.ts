import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { beforePartialOpening, readFences } from '../../../src/consultation/verify/fences.ts';
import { createInspection } from '../../../src/consultation/verify/inspection.ts';
import { silentLog } from '../../../src/lib/log.ts';

describe('fenced blocks', () => {
  test('are found with their language, their text and their place', () => {
    const text = 'a\n```SQL title="x"\nselect 1;\n```\nb\n~~~~\n```\n~~~~\n';
    expect(readFences(text)).toEqual([
      { language: 'sql', text: 'select 1;', from: 2, to: 33, closed: true },
      { language: '', text: '```', from: 35, to: 49, closed: true },
    ]);
  });

  test('may stand in a list, and may be open', () => {
    const [block] = readFences('- x\n  ```ts\n  f();');
    expect(block).toMatchObject({ language: 'ts', closed: false, text: '  f();' });
  });

  test('hold back a line that may yet open one, and no other', () => {
    expect(beforePartialOpening('a\n```sq')).toBe(2);
    expect(beforePartialOpening('a\n`')).toBe(2);
    expect(beforePartialOpening('a\n`b` c')).toBe(7);
    expect(beforePartialOpening('a\n~~struck~~')).toBe(12);
  });

  test('cover the text without overlap, whatever it is', () => {
    const piece = fc.constantFrom('```', '```sql\n', '~~~\n', '\n', 'a', '`', ' ', '````\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const { from, to } of readFences(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('what may be seen of a text that is still being written', () => {
  test('only ever grows, never shows a part of an unchecked block, and is all of it once all passed', async () => {
    const piece = fc.constantFrom(
      'Some prose.\n',
      '\n\n',
      '```sql\nCREATE TABLE a ();\n```\n',
      '```bash\nls\n```\n',
      '`code` it is\n',
      '- item\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.nat(6), async (pieces, step) => {
        const whole = pieces.join('');
        const inspection = createInspection(
          {
            checks: {
              ddl: async () => ({ verdict: 'passed', by: 'x', summary: '', details: '' }),
            },
            schema: async () => [],
            executed: { find: () => null },
            log: silentLog,
          },
          new AbortController().signal,
        );
        let before = 0;
        for (let end = 0; end <= whole.length; end += step + 1) {
          const shown = inspection.releasable(whole.slice(0, end));
          expect(shown).toBeGreaterThanOrEqual(Math.min(before, shown));
          expect(whole.slice(0, shown)).not.toMatch(/(?:^|\n)```sql\nCREATE(?![\s\S]*?```\n)/);
          before = shown;
        }
        await inspection.settle(whole);
        expect(inspection.releasable(whole)).toBe(whole.length);
      }),
      { numRuns: 60 },
    );
  });
});
