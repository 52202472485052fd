import { clip } from '../lib/well-formed.ts';

const longest = 80;

/**
 * Makes status lines of a model's summarised thinking: the heading or the first sentence of the last whole line.
 * It is shown in Slack, so it is plain words: no markup, no angle brackets, no addresses.
 */
export interface ThinkingStatus {
  /** A new line to show, or null. */
  add(text: string): string | null;
}

export function createThinkingStatus(): ThinkingStatus {
  let line = '';
  let shown = '';
  return {
    add(text) {
      const lines = (line + text).split('\n');
      line = clip(lines.pop() ?? '', 500);
      const words = lines.map(plainWords).findLast((candidate) => candidate.length > 3);
      if (words === undefined || words === shown) return null;
      shown = words;
      return words;
    },
  };
}

function plainWords(line: string): string {
  const plain = line
    .replace(/https?:\S+|[<>@`*_#[\]|]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?[.:!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
  const words = sentence.replace(/[.:]$/, '');
  return words.length <= longest ? words : `${clip(words, longest - 1).trimEnd()}…`;
}
