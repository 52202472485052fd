import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { ViewSubmission } from './delivery.ts';
import { slackId } from './ids.ts';
import { parsedJson } from './parsed-json.ts';
import type { ReviewKind } from './review-kind.ts';

/** The form to paste into. It remembers the channel that it was opened from. */
export function reviewModal(
  { command, form }: ReviewKind,
  { channel }: { readonly channel: string },
): ModalView {
  const { text, choice } = form;
  return {
    type: 'modal',
    callback_id: form.callbackId,
    private_metadata: JSON.stringify({ channel }),
    title: { type: 'plain_text', text: form.title },
    submit: { type: 'plain_text', text: 'Review' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: text.block,
        label: { type: 'plain_text', text: text.label },
        hint: {
          type: 'plain_text',
          text:
            `Up to ${MODAL_MAX_CHARS} characters, a limit of Slack. Longer? Close this, share the file in the ` +
            `channel and run ${command} again: I take your newest ${text.file} of the last ten minutes.`,
        },
        element: {
          type: 'plain_text_input',
          action_id: text.input,
          multiline: true,
          max_length: MODAL_MAX_CHARS,
          placeholder: { type: 'plain_text', text: text.placeholder },
        },
      },
      {
        type: 'input',
        block_id: choice.block,
        optional: true,
        label: { type: 'plain_text', text: choice.label },
        element: {
          type: 'static_select',
          action_id: choice.input,
          placeholder: { type: 'plain_text', text: 'Found out from the text' },
          options: choice.options.map((option) => ({
            text: { type: 'plain_text', text: option },
            value: option,
          })),
        },
      },
    ],
  };
}

/** What was entered, or null when the view is none of ours. */
export function readReviewModal(
  { form: { text, choice } }: ReviewKind,
  view: ViewSubmission['view'],
): { readonly channel: string; readonly text: string; readonly choice: string | null } | null {
  const origin = metadata.safeParse(view.private_metadata);
  if (!origin.success) return null;
  const { values } = view.state;
  return {
    channel: origin.data.channel,
    text: values[text.block]?.[text.input]?.value ?? '',
    choice: values[choice.block]?.[choice.input]?.selected_option?.value ?? null,
  };
}

const metadata = parsedJson.pipe(z.object({ channel: slackId }));

/** Slack's limit of a text input. */
const MODAL_MAX_CHARS = 3_000;
