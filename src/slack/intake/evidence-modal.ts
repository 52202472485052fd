import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { Evidence, Verdict } from '../../core/evidence.ts';
import { toRichText } from '../text/rich-text.ts';

/** Each item with its details. Rich text throughout: what a schema or a file says is nobody's markup. */
export function evidenceModal(evidence: readonly Evidence[]): ModalView {
  const shown = evidence.slice(0, MOST_ITEMS);
  const left = evidence.length - shown.length;
  const blocks: KnownBlock[] = shown.flatMap((item, index) => [
    ...(index === 0 ? [] : [{ type: 'divider' as const }]),
    ...itemBlocks(item),
  ]);
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Evidence' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [
      ...(blocks.length === 0 ? [paragraph(GONE)] : blocks),
      ...(left === 0 ? [] : [paragraph(`${left} more are not shown here.`)]),
    ],
  };
}

function itemBlocks({ subject, by, verdict, summary, details }: Evidence): KnownBlock[] {
  const head: KnownBlock = {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: subject, style: { bold: true } },
          { type: 'text', text: ` ${WORDS[verdict]} ${summary}` },
        ],
      },
    ],
  };
  const foot: KnownBlock = {
    type: 'context',
    elements: [{ type: 'plain_text', text: `checked by ${by}`, emoji: false }],
  };
  const text = details.length <= DETAIL_CHARS ? details : `${details.slice(0, DETAIL_CHARS)} …`;
  return [head, ...(text.trim() === '' ? [] : [toRichText(text)]), foot];
}

function paragraph(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

const WORDS: Readonly<Record<Verdict, string>> = {
  passed: '✓',
  failed: '✗ does not hold:',
  unverified: '⚠ not verified:',
};

/** Four blocks each; a modal takes 100. */
const MOST_ITEMS = 20;

/** What a block of text takes elsewhere in Slack. */
const DETAIL_CHARS = 2_900;

const GONE =
  'The evidence of this answer is not stored any more (or the answer is not finished yet). Ask again to have it checked again.';
