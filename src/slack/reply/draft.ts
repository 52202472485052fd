import { createNeutraliser, type NeutraliserOptions } from '../text/neutralise.ts';
import { createPages } from '../text/pages.ts';

/** An answer's text: made harmless as it comes, and laid out on pages of one message each. */
export interface Draft {
  append(markdown: string): void;
  /** No text comes for a while. */
  pause(): void;
  /** No more text comes. */
  end(): void;
  /** Pages with nothing to read on them are not counted. Null: there is no such page yet. */
  page(index: number): string | null;
  endPageAfter(length: number): void;
}

export function createDraft(options: NeutraliserOptions): Draft {
  const neutraliser = createNeutraliser(options);
  const pages = createPages({ soft: SOFT_CHARS, hard: HARD_CHARS });
  return {
    append: (markdown) => pages.append(neutraliser.push(markdown)),
    pause: () => pages.append(neutraliser.pause()),
    end: () => pages.append(neutraliser.end()),
    page(index) {
      // A page of nothing but white space is no message; Slack refuses it.
      return pages.read().filter((text) => text.trim() !== '')[index] ?? null;
    },
    endPageAfter: (length) => pages.endAfter(length),
  };
}

/**
 * Slack takes 12,000 characters of Markdown in one message, and about 13,200 of everything; below the text stand the
 * evidence, a footer, buttons and menus.
 */
const HARD_CHARS = 11_000;

/** Leaves room to finish a paragraph, a table or a code block on the page where it began. */
const SOFT_CHARS = 8_000;
