import { asCode } from './code-text.ts';
import type { Allowed, Step, Window } from './step.ts';
import { canonicalUrl } from './url.ts';
import { ZERO_WIDTH } from './zero-width.ts';

/**
 * `[label](address)` and `![alt](address)`. An approved address stays a link (an image becomes one: it would be
 * fetched without anybody's click); any other is shown as code behind its label. What only looks like a link is left
 * to `closeBracket`, so that nothing depends on this rule having understood every form.
 */
export function link({ text, complete }: Window, allowed: Allowed): Step {
  const open = text.startsWith('!') ? 1 : 0;
  if (text.length === open) return complete ? { taken: open, out: text } : 'more';
  if (text[open] !== '[') return { taken: 1, out: '!' };
  const plain = { taken: 1, out: text.slice(0, 1) };
  const found = findLink(text.slice(open));
  if (found === 'more') return complete ? plain : 'more';
  if (found === null) return plain;
  const label = allowed.nested(found.label);
  const url = canonicalUrl(found.address);
  const shown = asCode(found.address);
  const out =
    url !== null && allowed.isApproved(url)
      ? `[${label.trim() === '' ? 'link' : label}](${url})`
      : label.trim() === '' || label === shown
        ? shown
        : `${label} (${shown})`;
  return { taken: open + found.length, out, rewritten: true };
}

/** A closing bracket that is part of no link we let through: it may begin neither a destination nor a definition. */
export function closeBracket({ text, complete }: Window): Step {
  const next = text[1];
  if (next === undefined && !complete) return 'more';
  const out = next === '(' || next === ':' ? `]${ZERO_WIDTH}` : ']';
  return { taken: 1, out };
}

interface FoundLink {
  readonly label: string;
  readonly address: string;
  readonly length: number;
}

function findLink(text: string): FoundLink | 'more' | null {
  const labelEnd = closing(text, 0, LABEL_LIMIT, /^\n\s*\n/);
  if (labelEnd === 'more' || labelEnd === null) return labelEnd;
  if (labelEnd + 1 === text.length) return 'more';
  if (text[labelEnd + 1] !== '(') return null;
  const end = closing(text, labelEnd + 1, text.length, /^\n/);
  if (end === 'more' || end === null) return end;
  const inside = text.slice(labelEnd + 2, end).trim();
  const parts = /^(?:<([^<>]*)>|(\S+))(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?$/.exec(inside);
  const address = parts?.[1] ?? parts?.[2];
  if (address === undefined || address === '') return null;
  return { label: text.slice(1, labelEnd), address, length: end + 1 };
}

/** Where the bracket at `from` is closed; null when something ends the search first. */
function closing(
  text: string,
  from: number,
  limit: number,
  forbidden: RegExp,
): number | 'more' | null {
  const [open, close] = text[from] === '[' ? ['[', ']'] : ['(', ')'];
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (at - from > limit) return null;
    if (char === '\n' && forbidden.test(text.slice(at))) return null;
    if (char === '\\') at += 1;
    else if (char === open) depth += 1;
    else if (char === close && (depth -= 1) === 0) return at;
  }
  return 'more';
}

const LABEL_LIMIT = 512;
