import type { KnownBlock } from '@slack/types';
import type { ReplyAction, ReplyEnding } from '../../core/reply.ts';
import { agentChoiceId, ANSWER_FEEDBACK, FEEDBACK_VALUES } from '../callbacks.ts';
import { actionRow } from './action-row.ts';
import { clip } from './clip.ts';
import { evidenceLine } from './evidence-line.ts';
import { formBlocks } from './form-blocks.ts';

/** What stands under the last message of an answer: evidence, footer, what to press, other agents, thumbs. */
export function closingBlocks(
  ending: ReplyEnding,
  onLeftOut: (action: ReplyAction) => void,
): KnownBlock[] {
  const { footer = '', feedback, offer = [], evidence = [], form = [] } = ending;
  const row = actionRow(ending, onLeftOut);
  return [
    ...(evidence.length > 0 ? [smallLine(evidenceLine(evidence))] : []),
    ...(footer === '' ? [] : [smallLine(clip(footer, FOOTER_CHARS))]),
    ...(form.length > 0 ? formBlocks(form) : []),
    ...(row === null ? [] : [row]),
    ...(offer.length > 0 ? [offers(offer)] : []),
    ...(feedback ? [thumbs] : []),
  ];
}

function smallLine(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}

function offers(offer: NonNullable<ReplyEnding['offer']>): KnownBlock {
  return {
    type: 'actions',
    elements: offer.slice(0, MAX_OFFERS).map(({ agent, label }, index) => ({
      type: 'button',
      action_id: agentChoiceId(index),
      text: { type: 'plain_text', text: clip(label, BUTTON_CHARS), emoji: false },
      value: agent,
    })),
  };
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

/** Beside the text, which takes 11,000 of the message's 13,200 characters, everything here has to fit. */
const FOOTER_CHARS = 300;

const BUTTON_CHARS = 75;

const MAX_OFFERS = 5;
