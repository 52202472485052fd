import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { ASK_MODAL } from '../callbacks.ts';
import type { ViewSubmission } from './delivery.ts';
import { slackId, slackTs } from './ids.ts';
import { parsedJson } from './parsed-json.ts';

/** Where the modal's problems are shown. */
export const QUESTION_BLOCK = 'question';

/** The message that is asked about. */
export interface AskedAbout {
  readonly channel: string;
  readonly threadTs: string;
  readonly ts: string;
}

/** The form of the message shortcut. It remembers the message by its place: 3,000 characters would not hold its text. */
export function askModal(about: AskedAbout): ModalView {
  return {
    type: 'modal',
    callback_id: ASK_MODAL,
    private_metadata: JSON.stringify(about),
    title: { type: 'plain_text', text: 'Ask Architect' },
    submit: { type: 'plain_text', text: 'Ask' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: QUESTION_BLOCK,
        optional: true,
        label: { type: 'plain_text', text: 'What do you want to know about this message?' },
        hint: {
          type: 'plain_text',
          text: 'The answer goes into the thread of the message, where everybody sees it.',
        },
        element: {
          type: 'plain_text_input',
          action_id: QUESTION_INPUT,
          multiline: true,
          max_length: 3_000,
          placeholder: { type: 'plain_text', text: 'Leave it empty for a general opinion' },
        },
      },
    ],
  };
}

/** What was entered, or null when the view is none of ours. */
export function readAskModal(
  view: ViewSubmission['view'],
): { readonly about: AskedAbout; readonly question: string } | null {
  const about = metadata.safeParse(view.private_metadata);
  if (!about.success) return null;
  const question = view.state.values[QUESTION_BLOCK]?.[QUESTION_INPUT]?.value ?? '';
  return { about: about.data, question: question.trim() };
}

const metadata = parsedJson.pipe(
  z.object({
    channel: slackId,
    threadTs: slackTs,
    ts: slackTs,
  }),
);

const QUESTION_INPUT = 'text';
