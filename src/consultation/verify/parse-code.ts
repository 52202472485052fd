import type { ReviewCode } from '../../review/code/review-code.ts';
import type { ParseCode } from './code-check.ts';

/** Parses code with the grammars that read it for review. An excerpt that fits the grammar is fine. */
export function createParseCode(review: ReviewCode): ParseCode {
  return async (language, text, signal) => {
    const [reviewed] = await review([{ language, text }], signal);
    if (reviewed?.kind !== 'reviewed') return null;
    const [line] = reviewed.syntaxErrors;
    if (line === undefined) return { ok: true };
    // Its grammar stumbles over infix calls on a property (`Orders.id eq id`), which are right.
    if (reviewed.language === 'kotlin') return null;
    return { ok: false, line, message: `this is no ${reviewed.language}` };
  };
}
