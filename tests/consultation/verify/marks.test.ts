import { expect, test } from '@jest/globals';
import { insertMarks, markWord } from '../../../src/consultation/verify/marks.ts';

const mark = '_(not verified)_';

test.each([
  ['See 12 GB here.', '12 GB', `See 12 GB ${mark} here.`],
  [
    'See [this](https://a.example/x) now.',
    'https://a.example/x',
    `See [this](https://a.example/x) ${mark} now.`,
  ],
  [
    'See <https://a.example/x> now.',
    'https://a.example/x',
    `See <https://a.example/x> ${mark} now.`,
  ],
  ['In `orders.sql` it says so.', 'orders.sql', `In \`orders.sql\` ${mark} it says so.`],
  ['In `orders.sql:12` it says so.', 'orders.sql', `In \`orders.sql:12\` ${mark} it says so.`],
  ['It takes 5 ms (at p95).', '5 ms', `It takes 5 ms ${mark} (at p95).`],
  ['(It takes 5 ms) at best.', '5 ms', `(It takes 5 ms ${mark}) at best.`],
])('%s is marked behind what the words stand in', (text, word, marked) => {
  expect(insertMarks(text, [markWord(text.indexOf(word) + word.length)])).toBe(marked);
});
