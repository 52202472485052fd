import { findCut, type PageLimits } from './cut.ts';

/**
 * A growing text, laid out on pages that each fit one Slack message. A page that is followed by another is finished:
 * later text never changes it. A code block or a table that goes over a page's end is closed there and opened again
 * on the next one, with the same language or the same header.
 */
export interface Pages {
  append(text: string): void;
  /** Never empty; all but the last are finished. */
  read(): readonly string[];
  /** Ends the last page at the first block boundary at or after this length. */
  endAfter(length: number): void;
}

export function createPages(limits: PageLimits): Pages {
  const finished: string[] = [];
  let open = '';
  let soft = limits.soft;
  let settled = true;

  function settle(): void {
    if (settled || open.length < soft) return;
    settled = true;
    for (;;) {
      const cut = findCut(open, { soft, hard: limits.hard });
      if (cut === null) return;
      finished.push(open.slice(0, cut.at) + cut.close);
      open = cut.reopen + open.slice(cut.at);
      soft = limits.soft;
    }
  }

  return {
    append(text) {
      open += text;
      settled = false;
    },
    read() {
      settle();
      return [...finished, open];
    },
    endAfter(length) {
      soft = Math.min(soft, length);
      settled = false;
    },
  };
}

/** A whole text as pages of at most `limit` characters. */
export function splitMarkdown(markdown: string, limit: number): readonly string[] {
  const pages = createPages({ soft: Math.floor(limit * SOFT_SHARE), hard: limit });
  pages.append(markdown);
  return pages.read();
}

/** From here on the next block boundary ends the page, which leaves room for one more block to be kept whole. */
const SOFT_SHARE = 0.7;
