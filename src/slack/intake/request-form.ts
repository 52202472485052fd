import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { threadRequest, type ThreadRequest } from '../../core/request.ts';
import { REQUEST_MODAL } from '../callbacks.ts';
import type { ViewSubmission } from './delivery.ts';
import { slackId, slackTs } from './ids.ts';
import { parsedJson } from './parsed-json.ts';

/** Where the modal's problems are shown. */
export const REQUEST_BLOCK = 'request';

/** What has to be asked before a request is whole. One line of text: it may stand in a comment of a script. */
interface RequestForm {
  readonly title: string;
  readonly submit: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
}

/** Null: nothing is missing. */
export function formOf(request: ThreadRequest): RequestForm | null {
  if (request.type !== 'ignore-finding' || request.reason.trim() !== '') return null;
  return {
    title: 'Ignore a finding',
    submit: 'Ignore',
    label: `Why is ${request.finding} on ${request.object} fine?`,
    hint: 'The reason stands in the thread and in each later review here, so that nobody has to ask again.',
    placeholder: 'We never query by it; the table has 40 rows',
  };
}

/** The request with what was entered. */
function completed(request: ThreadRequest, entered: string): ThreadRequest {
  return request.type === 'ignore-finding' ? { ...request, reason: entered } : request;
}

const origin = z.object({
  channel: slackId,
  threadTs: slackTs,
  request: threadRequest,
});

/** The thread that the button stands in, and what it asks for. */
export type RequestOrigin = z.infer<typeof origin>;

export function requestModal(form: RequestForm, from: RequestOrigin): ModalView {
  return {
    type: 'modal',
    callback_id: REQUEST_MODAL,
    // A request has at most 2,000 characters, a button's value; there is room for 3,000.
    private_metadata: JSON.stringify(from),
    title: { type: 'plain_text', text: form.title },
    submit: { type: 'plain_text', text: form.submit },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: REQUEST_BLOCK,
        label: { type: 'plain_text', text: form.label },
        hint: { type: 'plain_text', text: form.hint },
        element: {
          type: 'plain_text_input',
          action_id: REQUEST_INPUT,
          max_length: 200,
          placeholder: { type: 'plain_text', text: form.placeholder },
        },
      },
    ],
  };
}

/** What was entered, or null when the view is none of ours. */
export function readRequestForm(view: ViewSubmission['view']): RequestOrigin | null {
  const from = parsedJson.pipe(origin).safeParse(view.private_metadata);
  if (!from.success) return null;
  const entered = view.state.values[REQUEST_BLOCK]?.[REQUEST_INPUT]?.value ?? '';
  const request = completed(from.data.request, entered.replace(/\s+/g, ' ').trim());
  return { ...from.data, request };
}

const REQUEST_INPUT = 'text';
