import { asCode } from './code-text.ts';
import { ADDRESS } from './address.ts';
import type { Allowed, Step, Window } from './step.ts';
import { canonicalUrl, decodeEntities } from './url.ts';
import { ZERO_WIDTH } from './zero-width.ts';

/** A run of text without spaces or syntax: where bare addresses and bare `@channel` are found. */
export function word({ text, complete }: Window, allowed: Allowed): Step {
  const run = wordAt(text);
  if (run.length === text.length && !complete) return 'more';
  const taken = Math.max(1, run.length);
  return { taken, out: write(text.slice(0, taken), allowed) };
}

function wordAt(text: string): string {
  const run = /^[^\s`<>|\\[\]]+/.exec(text)?.[0] ?? '';
  if (run.includes('://')) {
    // A linker would take brackets into the address; only what could be a destination ends it.
    return /^(?:[^\s`<>|\\\]]|\](?!\())+/.exec(text)?.[0] ?? run;
  }
  const image = run.length > 1 && run.endsWith('!') && text[run.length] === '[';
  return image ? run.slice(0, -1) : run;
}

function write(run: string, allowed: Allowed): string {
  const decoded = decodeEntities(run);
  if (decoded !== run && !run.includes('://') && ADDRESS.test(decoded)) return asCode(run);
  return run.split(SPLIT_ADDRESS).reduce((out, part, index) => {
    const text = index % 2 === 0 ? defang(part) : address(part, allowed);
    return out.endsWith('`') && text.startsWith('`') ? out + ZERO_WIDTH + text : out + text;
  }, '');
}

/** Splits a word into text, address, text, … */
const SPLIT_ADDRESS = new RegExp(`(${ADDRESS.source})`, 'giu');

function address(found: string, { isApproved }: Allowed): string {
  const body = trimEnd(found);
  const after = defang(found.slice(body.length));
  const schemed = body.includes('://') ? body : `https://${body.replace(/^\/\//, '')}`;
  const url = canonicalUrl(schemed);
  // Two addresses grown together: a linker may see the second one.
  const single = body.indexOf('://') === body.lastIndexOf('://');
  if (url === null || !single || !isApproved(url)) return asCode(body) + after;
  const asWritten = schemed === url || `${schemed}/` === url;
  return (asWritten ? body : url) + after;
}

/** Punctuation that ends a sentence, not an address; a closing parenthesis stays when the address opened one. */
function trimEnd(found: string): string {
  let body = found;
  for (;;) {
    const shorter = body.replace(/[.,;:!?"'*_~\]}]+$/, '');
    const unopened = shorter.endsWith(')') && count(shorter, ')') > count(shorter, '(');
    const next = unopened ? shorter.slice(0, -1) : shorter;
    if (next === body) return body;
    body = next;
  }
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}

/** Text that could ping where names are linked, or that spells `<!` in entities. */
function defang(text: string): string {
  return text
    .replace(/@(?=(?:channel|here|everyone)(?![\w-]))/gi, `@${ZERO_WIDTH}`)
    .replace(/&(?:lt|#0*60|#x0*3c);(?=[!@#])/gi, `$&${ZERO_WIDTH}`);
}
