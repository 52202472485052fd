import { describeRequest } from '../../core/describe-request.ts';
import { threadRequest, type ThreadRequest } from '../../core/request.ts';
import { askAloud, type AskAloud, type Asked } from './ask-aloud.ts';
import { formPress, pressOf, type BlockAction, type ViewSubmission } from './delivery.ts';
import { tellInModal, type Handled } from './handled.ts';
import { openForm, type OpenForm } from './open-form.ts';
import { parsedJson } from './parsed-json.ts';
import { withChoices } from './form-choices.ts';
import { formOf, readRequestForm, REQUEST_BLOCK, requestModal } from './request-form.ts';

export interface OnRequest extends AskAloud, OpenForm {}

/**
 * What an answer offers was asked for. Whoever sees the button may press it: the request becomes a message of the
 * presser's in that thread. One that lacks something opens a form first.
 */
export async function onRequest(
  action: BlockAction,
  value: string,
  on: OnRequest,
): Promise<Handled> {
  const { user, channel, message, trigger_id, state } = action;
  const parsed = parsedJson.pipe(threadRequest).safeParse(value);
  const place = { channel: channel.id, threadTs: message.thread_ts ?? message.ts };
  const tell = (outcome: string, text: string): Handled => ({
    outcome,
    afterwards: () =>
      on.delivery.chat.postEphemeral({
        channel: place.channel,
        user: user.id,
        thread_ts: place.threadTs,
        text,
      }),
  });
  if (!parsed.success) return tell('retired', RETIRED);
  const request = withChoices(parsed.data, state);
  const form = formOf(request);
  if (form !== null) {
    const opened = await openForm(trigger_id, requestModal(form, { ...place, request }), on);
    return opened ? { outcome: 'modal' } : tell('no-modal', NO_FORM);
  }
  const asked = await ask({ ...place, user, request, press: pressOf(action) }, on);
  return 'asked' in asked ? { outcome: asked.asked } : tell('refused', asked.refused);
}

/** The form was sent: the request is whole. */
export async function onRequestSubmission(
  { user, view }: ViewSubmission,
  on: OnRequest,
): Promise<Handled> {
  const entered = readRequestForm(view);
  if (entered === null) return { outcome: 'unreadable' };
  if (formOf(entered.request) !== null) return tellInModal('empty', REQUEST_BLOCK, 'Say why.');
  const asked = await ask({ ...entered, user, press: formPress(view) }, on);
  if ('asked' in asked) return { outcome: asked.asked };
  return tellInModal('refused', REQUEST_BLOCK, asked.refused);
}

interface Pressed {
  readonly channel: string;
  readonly threadTs: string;
  readonly user: BlockAction['user'];
  readonly request: ThreadRequest;
  readonly press: string;
}

function ask({ channel, threadTs, user, request, press }: Pressed, on: OnRequest): Promise<Asked> {
  const { did, text, quote } = describeRequest(request);
  const verbatim = quote === undefined ? {} : { verbatim: { text: quote, as: 'quote' } as const };
  return askAloud(
    { channel, threadTs, user: user.id, userTeam: user.team_id, press },
    { did, ...verbatim, kind: 'mention', text, files: [], request },
    on,
  );
}

const RETIRED = 'This button is from another version of me. Please ask me in words.';
const NO_FORM = 'Slack did not open the form, please press again.';
