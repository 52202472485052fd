import type { KnownBlock } from '@slack/types';
import type { ReplyEnding } from '../../core/reply.ts';
import { agentChoiceId, ANSWER_FEEDBACK, FEEDBACK_VALUES } from '../callbacks.ts';

/** What stands under the last message of an answer: footer, thumbs, other agents. */
export function closingBlocks({ footer, feedback, offer = [] }: ReplyEnding): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  if (footer !== undefined && footer !== '') {
    blocks.push({
      type: 'context',
      elements: [{ type: 'plain_text', text: clip(footer, FOOTER_CHARS), emoji: false }],
    });
  }
  if (offer.length > 0) {
    blocks.push({
      type: 'actions',
      elements: offer.slice(0, MAX_OFFERS).map(({ agent, label }, index) => ({
        type: 'button',
        action_id: agentChoiceId(index),
        text: { type: 'plain_text', text: clip(label, BUTTON_CHARS), emoji: false },
        value: agent,
      })),
    });
  }
  if (feedback) blocks.push(thumbs);
  return blocks;
}

const thumbs: KnownBlock = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: ANSWER_FEEDBACK,
      positive_button: {
        text: { type: 'plain_text', text: 'Helpful' },
        accessibility_label: 'This answer helped',
        value: FEEDBACK_VALUES.positive,
      },
      negative_button: {
        text: { type: 'plain_text', text: 'Not helpful' },
        accessibility_label: 'This answer did not help',
        value: FEEDBACK_VALUES.negative,
      },
    },
  ],
};

/** The whole message has a ceiling of about 13,200 characters, of which the text takes 11,500. */
const FOOTER_CHARS = 300;

const BUTTON_CHARS = 75;

const MAX_OFFERS = 5;

function clip(text: string, chars: number): string {
  return text.length <= chars
    ? text
    : `${text.slice(0, chars - 1)}…`.replace(/\p{Surrogate}/gu, '');
}
