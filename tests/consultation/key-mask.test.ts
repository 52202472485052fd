import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createDraft } from '../../src/consultation/draft.ts';
import { createKeyMask, maskKeys } from '../../src/consultation/key-mask.ts';
import { keys, pemBlocks } from '../support/keys.ts';

const token = `ghp_${'a1B2'.repeat(9)}`;

function streamed(text: string, cuts: readonly number[]): string {
  const mask = createKeyMask();
  const at = [...cuts.map((cut) => cut % (text.length + 1)), 0, text.length].toSorted(
    (a, b) => a - b,
  );
  const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
  return pieces.map((piece) => mask.push(piece)).join('') + mask.rest();
}

test('a key is not repeated, wherever the stream is cut', () => {
  const word = fc.oneof(
    fc.constant(token),
    fc.constantFrom(...keys, ...pemBlocks),
    fc.constantFrom(`_${token}_`, `token_${token}`, `-${token}`),
    fc.stringMatching(/^[A-Za-z_-]{0,8}$/),
  );
  const text = fc.array(fc.tuple(word, fc.constantFrom(' ', '\n', '`', '"', '.')), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (words, cuts) => {
      const whole = words.flat().join('');
      const shown = streamed(whole, cuts);
      expect(shown).toBe(maskKeys(whole));
      expect(shown).not.toContain(token);
    }),
  );
});

test.each(['sketch-ant-hill', 'task_live_view', 'xoxo', 'AKIA', 'sk-ant-hill', 'ghp_short'])(
  'leaves %s, which only looks a little like a key',
  (word) => {
    expect(maskKeys(`a ${word} b`)).toBe(`a ${word} b`);
  },
);

describe('a draft', () => {
  test('holds back what may become a key, and gives out the rest at once', () => {
    const draft = createDraft();
    const out = (events: ReturnType<typeof draft.write>) =>
      events.map((event) => (event.type === 'text' ? event.markdown : event.type)).join('');
    expect(out(draft.write('See the token gh'))).toBe('See the token ');
    expect(out(draft.write(`${token.slice(2)} at line 2`))).toBe('[a key, not repeated] at line 2');
    expect(draft.text()).toBe('See the token [a key, not repeated] at line 2');
  });

  test('loses no last word that might have become one', () => {
    const draft = createDraft();
    draft.write('I would take option A');
    draft.keep();
    expect(draft.text()).toBe('I would take option A');
  });
});
