import type { Button, KnownBlock, StaticSelect } from '@slack/types';
import type { FormQuestion } from '../../core/reply.ts';
import type { ThreadRequest } from '../../core/request.ts';
import { FORM_BLOCK, formFieldId, requestId } from '../callbacks.ts';
import { clip } from './clip.ts';

/**
 * A form under an answer: a menu a question, and the buttons that send them. Each button carries the whole form with
 * its defaults; what is chosen comes with the press (see `withChoices`), so nothing is kept anywhere.
 */
export function formBlocks(form: readonly FormQuestion[]): KnownBlock[] {
  return [
    { type: 'actions', block_id: FORM_BLOCK, elements: form.map(menu) },
    {
      type: 'actions',
      elements: [
        { ...button(0, 'Answer', form, false), style: 'primary' },
        button(1, 'Answer, and remember for this channel', form, true),
        button(2, 'Just assume', form, false),
      ],
    },
  ];
}

function menu({ id, label, options }: FormQuestion): StaticSelect {
  return {
    type: 'static_select',
    action_id: formFieldId(id),
    placeholder: plain(label),
    options: options.map((option) => ({ text: plain(option), value: clip(option, OPTION_CHARS) })),
  };
}

function button(
  index: number,
  label: string,
  form: readonly FormQuestion[],
  remember: boolean,
): Button {
  const assumed = form.map(({ id, label: name, default: text }) => ({ id, label: name, text }));
  const request: ThreadRequest = { type: 'answer-questions', answers: [], assumed, remember };
  const value = JSON.stringify(request);
  return { type: 'button', action_id: requestId(index), text: plain(label), value };
}

function plain(text: string) {
  return { type: 'plain_text' as const, text: clip(text, OPTION_CHARS), emoji: false };
}

/** Slack's limit of an option's text. */
const OPTION_CHARS = 75;
