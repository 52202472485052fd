import { toUSVString } from 'node:util';
import type { RichTextBlock, RichTextElement } from '@slack/types';

/**
 * Markdown as rich text, as far as it is needed to be read: code blocks, bold, code, headings. A rich text element
 * cannot ping, link or break out, whatever its text says; so nothing here has to be made harmless.
 */
export function toRichText(markdown: string): RichTextBlock {
  const parts = toUSVString(markdown).split(
    /^(`{3,})[^\n]*\n([\s\S]*?)(?:^\1`*[ \t]*$|(?![\s\S]))/m,
  );
  const elements = parts.flatMap((part, index): RichTextBlock['elements'] => {
    // Three by three: prose, the fence, what it holds.
    if (index % 3 === 1 || part.trim() === '') return [];
    const text = part.replace(/^\n+|\s+$/g, '');
    return index % 3 === 0
      ? [{ type: 'rich_text_section', elements: inline(`${text}\n`) }]
      : [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }];
  });
  return { type: 'rich_text', elements };
}

function inline(prose: string): RichTextElement[] {
  const lines = prose.replace(/^#{1,6} +(.+?)[ \t]*$/gm, '**$1**').replace(/^(\s*)[-*] /gm, '$1• ');
  return lines.split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/).flatMap((piece): RichTextElement[] => {
    if (piece === '') return [];
    if (/^`.+`$/.test(piece)) return [styled(piece.slice(1, -1), { code: true })];
    if (/^\*\*.+\*\*$/.test(piece)) return [styled(piece.slice(2, -2), { bold: true })];
    return [{ type: 'text', text: piece }];
  });
}

function styled(text: string, style: { code: true } | { bold: true }): RichTextElement {
  return { type: 'text', text, style };
}
