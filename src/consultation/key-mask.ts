import type { TextFilter } from './text-filter.ts';

/** Begin a key, whole. A word that is one of these, or may become one, is kept back until it is a word. */
const prefixes = [
  'AKIA',
  'ASIA',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'github_pat_',
  'glpat-',
  'xoxa-',
  'xoxb-',
  'xoxe-',
  'xoxp-',
  'xoxr-',
  'xoxs-',
  'xapp-',
  'sk-ant-',
  'sk_live_',
  'rk_live_',
  'AIza',
];

/** `_ghp_…_` and `token_ghp_…` hold keys as well. */
const key = new RegExp(`(?<![A-Za-z0-9])(?:${prefixes.join('|')})[\\w-]{12,}`, 'g');

/** Longer than any key, so that a line without spaces is not held back for ever. */
const longestKey = 400;

export function maskKeys(text: string): string {
  return text.replace(key, '[a key, not repeated]');
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
      const start = keptFrom(all);
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

/** Where in the last word a key may begin; else the end. */
function keptFrom(text: string): number {
  const [word = ''] = /[\w-]*$/.exec(text) ?? [];
  if (word.length >= longestKey) return text.length;
  const start = text.length - word.length;
  for (const { index } of word.matchAll(/(?<![A-Za-z0-9])[A-Za-z]/g)) {
    const rest = word.slice(index);
    if (prefixes.some((prefix) => rest.startsWith(prefix) || prefix.startsWith(rest))) {
      return start + index;
    }
  }
  return text.length;
}
