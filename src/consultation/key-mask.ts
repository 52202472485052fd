import { unfinishedKeyAt, withoutKeys } from '../lib/key-shapes.ts';
import type { TextFilter } from './text-filter.ts';

export function maskKeys(text: string): string {
  return withoutKeys(text, '[a key, not repeated]');
}

/** Takes keys of well-known shapes out of text that is still being written. */
export function createKeyMask(): TextFilter {
  let held = '';
  let before = '';
  const give = (text: string): string => {
    // A key begins at the border of a word, which may lie in what was given out already.
    const masked = maskKeys(before + text).slice(before.length);
    before = text.slice(-1) || before;
    return masked;
  };
  const rest = () => maskKeys(before + held).slice(before.length);
  return {
    push(text) {
      const all = held + text;
      const start = unfinishedKeyAt(all);
      held = all.slice(start);
      return give(all.slice(0, start));
    },
    rest,
    take() {
      const text = rest();
      held = '';
      before = text.slice(-1) || before;
      return text;
    },
    clear() {
      [held, before] = ['', ''];
    },
  };
}
