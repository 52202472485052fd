import { angle } from './angle.ts';
import { closeFence, fenceContent, openFence, type Fence } from './fence.ts';
import { escape, inlineCode } from './inline-code.ts';
import { closeBracket, link } from './link.ts';
import type { Allowed, Step, Window } from './step.ts';
import { word } from './word.ts';
import { ZERO_WIDTH } from './zero-width.ts';

/**
 * Makes a model's Markdown harmless in Slack while it streams: no broadcast, no mention but of people the caller
 * knows, no link but to addresses the caller approves. Code keeps its text.
 *
 * Promises: the output is the same however the input was cut into chunks; no more than a word, a tag, a link or an
 * inline code is held back, and never more than `WINDOW` characters; the output is well-formed UTF-16, and its code
 * blocks are fenced with three backticks in the first column.
 */
export interface Neutraliser {
  push(chunk: string): string;
  /** Nothing comes for a while: gives out a word that was held back. What follows will not join it. */
  pause(): string;
  /** What was held back; an open code block is closed. The neutraliser is used up. */
  end(): string;
}

export type NeutraliserOptions = Pick<Allowed, 'isApproved' | 'isKnownUser'>;

export function createNeutraliser(options: NeutraliserOptions): Neutraliser {
  return createScanner(options, true);
}

export function neutralise(markdown: string, options: NeutraliserOptions): string {
  const whole = createNeutraliser(options);
  return whole.push(markdown) + whole.end();
}

/** Longer than any address worth showing; it bounds the work for one character and the hold-back. */
const WINDOW = 2_048;

function createScanner(options: NeutraliserOptions, lineStart: boolean): Neutraliser {
  const allowed: Allowed = { ...options, nested: (text) => nested(text, options) };
  let held = '';
  let raw = '';
  let place: Place = { fence: null, lineStart };
  let last = '';
  let paused = false;

  function scan(final: boolean): string {
    let out = '';
    let at = 0;
    while (at < held.length) {
      const { step, next } = read(windowAt(held, at, final), place, allowed);
      if (step === 'more') break;
      const apart = fuses(last, step) || (paused && /^\S/.test(step.out));
      out += apart ? ZERO_WIDTH + step.out : step.out;
      paused &&= step.out === '';
      last = step.out.slice(-1) || last;
      place = next;
      at += step.taken;
    }
    held = held.slice(at);
    return out;
  }

  return {
    push(chunk) {
      const { whole, rest } = wholeCharacters(raw + chunk);
      raw = rest;
      held += whole;
      return scan(false);
    },
    pause() {
      if (place.fence !== null || !WORD.test(held)) return '';
      const out = scan(true);
      paused = true;
      return out;
    },
    end() {
      held += tidy(raw);
      raw = '';
      const out = scan(true);
      if (place.fence === null) return out;
      return `${out}${last === '\n' ? '' : '\n'}\`\`\``;
    },
  };
}

/** Nothing that could be the beginning of anything else. */
const WORD = /^[^\s`<>|\\[\]!~]+$/;

/** A label is text inside a line: no fence begins there. */
function nested(text: string, options: NeutraliserOptions): string {
  const scanner = createScanner(options, false);
  return scanner.push(text) + scanner.end();
}

interface Place {
  readonly fence: Fence | null;
  readonly lineStart: boolean;
}

function read(
  window: Window,
  { fence, lineStart }: Place,
  allowed: Allowed,
): { readonly step: Step; readonly next: Place } {
  if (fence !== null) {
    const closed = lineStart ? closeFence(window, fence) : null;
    if (closed !== null) return { step: closed, next: { fence: null, lineStart: true } };
    const step = fenceContent(window, fence, lineStart);
    return { step, next: { fence, lineStart: endsLine(step) } };
  }
  const opened = lineStart ? openFence(window) : null;
  if (opened !== null) {
    return { step: opened.step, next: { fence: opened.fence ?? null, lineStart: true } };
  }
  const step = prose(window, allowed);
  return { step, next: { fence, lineStart: endsLine(step) } };
}

function prose(window: Window, allowed: Allowed): Step {
  switch (window.text.charAt(0)) {
    case '`':
      return inlineCode(window);
    case '\\':
      return escape(window);
    case '<':
      return angle(window, allowed);
    case '!':
    case '[':
      return link(window, allowed);
    case ']':
      return closeBracket(window);
    case '\n':
      return { taken: 1, out: '\n' };
    case ' ':
    case '\t':
      return { taken: 1, out: window.text.slice(0, 1) };
    default:
      return word(window, allowed);
  }
}

function endsLine(step: Step): boolean {
  return step !== 'more' && step.out.endsWith('\n');
}

function windowAt(held: string, at: number, final: boolean): Window {
  const full = held.length - at >= WINDOW;
  const text = held.slice(at, at + WINDOW);
  // A full window never ends inside a character.
  const cut = full && /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
  return { text: cut, complete: final || full };
}

/** Whether what we write would begin, with the character before it, something that neither of them was. */
function fuses(last: string, { out, rewritten = false }: Exclude<Step, 'more'>): boolean {
  if (last === '') return false;
  return (rewritten && '<@#&!]'.includes(last)) || (last === '`' && out.startsWith('`'));
}

/** Holds back half a character, or a carriage return whose newline may follow, from the end of a chunk. */
function wholeCharacters(text: string): { readonly whole: string; readonly rest: string } {
  const cut = /[\uD800-\uDBFF\r]$/.test(text) ? text.length - 1 : text.length;
  return { whole: tidy(text.slice(0, cut)), rest: text.slice(cut) };
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\p{Surrogate}/gu, '\uFFFD');
}
