import { breakTags, SLACK_TAG_LENGTH } from './code-text.ts';
import type { Step, Window } from './step.ts';
import { ZERO_WIDTH } from './zero-width.ts';

/** A code block that is open: how it began decides what ends it. */
export interface Fence {
  readonly marker: string;
  readonly length: number;
  /** Spaces before the opening marker; that many are taken off each line. */
  readonly indent: number;
}

/**
 * Recognises an opening fence at a line's start. It is written as three backticks in the first column, whatever it
 * was: an indented or a `~~~` fence, or one inside a list, ends at different places for different Markdown parsers,
 * and what stands between two such places would be neutralised by nobody.
 */
export function openFence({ text, complete }: Window): { step: Step; fence?: Fence } | null {
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  const marked = text.slice(indent.length);
  const run = /^(?:`+|~+)/.exec(marked)?.[0] ?? '';
  if (run === marked && !complete) return { step: 'more' };
  if (run.length < 3) return null;
  const end = marked.indexOf('\n');
  const info = marked.slice(run.length, end === -1 ? undefined : end);
  if (info.length > INFO_LIMIT || (run.startsWith('`') && info.includes('`'))) return null;
  if (end === -1 && !complete) return { step: 'more' };
  const language = /^\s*([\w+#.-]*)/.exec(info)?.[1] ?? '';
  const newline = end === -1 ? '' : '\n';
  return {
    step: {
      taken: indent.length + run.length + info.length + newline.length,
      out: `\`\`\`${language}${newline}`,
    },
    fence: { marker: run.slice(0, 1), length: run.length, indent: indent.length },
  };
}

/** Longer than any language name; a longer "info string" is a sentence after an inline triple backtick. */
const INFO_LIMIT = 64;

/** The closing line of the fence, at a line's start. */
export function closeFence({ text, complete }: Window, fence: Fence): Step | null {
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  const marked = text.slice(indent.length);
  const run = marked.length - trimStart(marked, fence.marker).length;
  const tail = /^[ \t]*/.exec(marked.slice(run))?.[0] ?? '';
  const used = indent.length + run + tail.length;
  if (used === text.length && !complete) return 'more';
  if (run < fence.length || (used < text.length && text[used] !== '\n')) return null;
  return used < text.length ? { taken: used + 1, out: '```\n' } : { taken: used, out: '```' };
}

/** The next piece of the code itself. */
export function fenceContent({ text, complete }: Window, fence: Fence, lineStart: boolean): Step {
  const margin = lineStart ? (/^[ \t]*/.exec(text)?.[0].length ?? 0) : 0;
  const strip = Math.min(margin, fence.indent);
  if (strip > 0) return { taken: strip, out: '' };
  const plain = /^[^\n<`]+/.exec(text)?.[0];
  if (plain !== undefined) return { taken: plain.length, out: plain };
  if (text.startsWith('`')) return backticks(text, complete);
  if (text.startsWith('\n')) return { taken: 1, out: '\n' };
  const ahead = text.slice(0, SLACK_TAG_LENGTH);
  if (ahead.length < SLACK_TAG_LENGTH && !complete && !/[\s>]/.test(ahead)) return 'more';
  return { taken: 1, out: breakTags(ahead).startsWith(`<${ZERO_WIDTH}`) ? `<${ZERO_WIDTH}` : '<' };
}

/** Three backticks inside a block (a sample of Markdown) would end it for a simpler parser. */
function backticks(text: string, complete: boolean): Step {
  const run = text.length - trimStart(text, '`').length;
  if (run === text.length && !complete) return 'more';
  const out = run < 3 ? '`'.repeat(run) : Array.from('`'.repeat(run)).join(ZERO_WIDTH);
  return { taken: run, out };
}

function trimStart(text: string, char: string): string {
  let at = 0;
  while (text[at] === char) at += 1;
  return text.slice(at);
}
