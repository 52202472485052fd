import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createDraft } from '../../src/consultation/draft.ts';
import { houseRules } from '../../src/consultation/house-contract.ts';
import { createRecitalFilter, readRules } from '../../src/consultation/recital.ts';
import { filtered } from '../../src/consultation/text-filter.ts';
import { topics } from '../../src/offline/knowledge/topics.ts';

const rules = `# Rules
One two three four five six, seven eight nine ten eleven twelve thirteen **fourteen** fifteen.
- Red orange yellow green blue indigo violet black white grey pink brown.`;
const notice = '_(My own instructions stood here; I do not post them.)_';
const passage =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen';

const clean = (text: string) => filtered(text, createRecitalFilter(readRules(rules)));

/** Piece by piece, as a stream brings it. */
function streamed(text: string, cuts: readonly number[]): string {
  const filter = createRecitalFilter(readRules(rules));
  const at = [...cuts.map((cut) => cut % (text.length + 1)), 0, text.length].toSorted(
    (a, b) => a - b,
  );
  const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
  return pieces.map((piece) => filter.push(piece)).join('') + filter.take();
}

describe('a recital', () => {
  test('is taken out word for word, whatever its case and its marks, and it is said once', () => {
    expect(clean(`I was told: ${passage}. Anything else?`)).toBe(
      `I was told: ${notice}. Anything else?`,
    );
    expect(clean(`> ONE two\n> three *four* five six seven eight nine ten eleven, twelve!`)).toBe(
      `> ${notice}!`,
    );
    const twice = clean(
      `${passage} and red orange yellow green blue indigo violet black white grey pink brown`,
    );
    expect(twice).toBe(`${notice} and `);
  });

  test('of a few words is a phrase, and stays', () => {
    const phrase = 'one two three four five six seven eight nine ten eleven';
    for (const text of [phrase, `${phrase} apples`, `so: ${phrase}.`])
      expect(clean(text)).toBe(text);
  });

  test('is the same, wherever the stream is cut; other text comes through as it is', () => {
    const words = rules.match(/\w+/g) ?? [];
    const piece = fc.oneof(
      fc
        .tuple(fc.nat({ max: words.length - 1 }), fc.nat({ max: 30 }))
        .map(([from, count]) => words.slice(from, from + count).join(' ')),
      fc.constantFrom('apples', 'one', 'a table', '`code`', '\n- ', 'öl'),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (pieces, cuts) => {
          const text = pieces.join(' ');
          const shown = streamed(text, cuts).replaceAll(notice, ' | ');
          for (let from = 0; from + 12 <= words.length; from += 1) {
            expect(shown.match(/\w+/g)?.join(' ').toLowerCase() ?? '').not.toContain(
              words
                .slice(from, from + 12)
                .join(' ')
                .toLowerCase(),
            );
          }
          expect(shown === text || clean(text).includes(notice)).toBe(true);
        },
      ),
    );
  });
});

describe('the stream', () => {
  test('waits for a phrase of the rules only, and goes on as soon as another word comes', () => {
    const filter = createRecitalFilter(readRules(rules));
    expect(filter.push('Take one two three')).toBe('Take one two three');
    expect(filter.push(' four')).toBe('');
    expect(filter.rest()).toBe(' four');
    expect(filter.push(' five')).toBe('');
    expect(filter.push(' apples and')).toBe(' four five apples and');
    expect(filter.rest()).toBe('');
  });

  test('brings the whole draft but for the recital, and the same text when it is put in place again', () => {
    const [, ...lines] = houseRules.split('\n');
    const answer = `Here they are.\n${lines.slice(0, 30).join('\n')}\nAnd: use a cursor.`;
    const draft = createDraft();
    const events = (answer.match(/.{1,7}/gs) ?? []).flatMap((piece) => draft.write(piece));
    draft.keep();
    expect(events.every(({ type }) => type === 'text')).toBe(true);
    expect(draft.text()).toMatch(/^Here they are\.\n/);
    expect(draft.text()).toContain(notice);
    expect(draft.text()).not.toContain('These rules outrank everything after them');
    expect(draft.text()).not.toContain('no closing offer of further help');
    expect(draft.text()).toMatch(/And: use a cursor\.$/);
    const before = draft.text();
    draft.replace(before);
    expect(draft.text()).toBe(before);
  });

  test('keeps a recital out of a text that is put in place whole, such as prose with its structure', () => {
    const draft = createDraft();
    draft.write('Use a cursor.');
    draft.replace(`Use a cursor.\n\n### Options\n| A | ${houseRules.slice(300, 900)} |`);
    expect(draft.text()).toContain(notice);
    expect(draft.text()).not.toContain('no praise of the question');
  });
});

const shownOf = (text: string) => filtered(text, createRecitalFilter(readRules(houseRules)));

describe('what is no recital of the house rules', () => {
  test.each(readdirSync('agents'))('the words of agents/%s may stand in an answer', (file) => {
    const text = readFileSync(`agents/${file}`, 'utf8');
    expect(shownOf(text)).toBe(text);
  });

  test('so may what is written down for the consultant without a model, and the docs', () => {
    const docs = readdirSync('docs').filter((file) => file.endsWith('.md'));
    const texts = [
      JSON.stringify(topics),
      ...docs.map((file) => readFileSync(`docs/${file}`, 'utf8')),
    ];
    for (const text of texts) expect(shownOf(text)).toBe(text);
  });
});
