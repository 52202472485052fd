import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { toError } from '../../lib/errors.ts';
import { redact } from '../logger.ts';
import { isKeptOut, KEPT_OUT, refusalOf } from '../refusal.ts';
import { askAloud, type AskAloud } from './ask-aloud.ts';
import { askModal, QUESTION_BLOCK, readAskModal, type AskedAbout } from './ask-modal.ts';
import { formPress, type MessageShortcut, type ViewSubmission } from './delivery.ts';
import { slackFile, toFileRefs } from './file-ref.ts';
import { listOf } from './list-of.ts';
import { tellInModal, type Handled } from './handled.ts';
import { openForm, type OpenForm } from './open-form.ts';
import { quote, quoteAttachments, slackAttachment } from './quote.ts';
import { capText, readText } from './text.ts';
import { within } from './within.ts';

export interface AskShortcut extends AskAloud, OpenForm {
  readonly lookup: WebClient;
}

/** "Ask Architect" on a message: the way into a thread, where Slack has no slash commands. Opens the form. */
export async function onAskShortcut(
  { channel, message, trigger_id }: MessageShortcut,
  on: AskShortcut,
): Promise<Handled> {
  const about = { channel: channel.id, threadTs: message.thread_ts ?? message.ts, ts: message.ts };
  // Without the form there is no place to say so; the person sees that nothing opened, and tries again.
  return { outcome: (await openForm(trigger_id, askModal(about), on)) ? 'modal' : 'no-modal' };
}

/** The form was sent: the message is read again, with its files, and asked about in its thread. */
export async function onAskSubmission(
  { user, view }: ViewSubmission,
  on: AskShortcut,
): Promise<Handled> {
  const entered = readAskModal(view);
  if (entered === null) return { outcome: 'unreadable' };
  const { about, question } = entered;
  const subject = await readMessage(about, on);
  if ('refused' in subject) return tellInModal('refused', QUESTION_BLOCK, subject.refused);

  const { channel, threadTs } = about;
  const text = `${question === '' ? DEFAULT_QUESTION : question}\n\n${subject.quoted}`;
  const verbatim = { text: question, as: 'quote' } as const;
  const asked = await askAloud(
    { channel, threadTs, user: user.id, userTeam: user.team_id, press: formPress(view) },
    {
      did: 'asked Architect about a message here.',
      verbatim,
      kind: 'mention',
      text: capText(text),
      files: subject.files,
    },
    on,
  );
  if ('asked' in asked) return { outcome: asked.asked };
  return tellInModal('refused', QUESTION_BLOCK, asked.refused);
}

type Subject =
  | { readonly quoted: string; readonly files: ReturnType<typeof toFileRefs> }
  | { readonly refused: string };

/** One look-up, in the three seconds that a person's submission may take. */
async function readMessage(about: AskedAbout, on: AskShortcut): Promise<Subject> {
  try {
    const asked = on.lookup.conversations.replies({
      channel: about.channel,
      ts: about.threadTs,
      oldest: about.ts,
      latest: about.ts,
      inclusive: true,
      limit: 2,
    });
    const answer = await within(on.clock, LOOKUP_BUDGET_MS, asked);
    if (answer === null) return { refused: UNREADABLE };
    const found = replies.parse(answer).messages.find(({ ts }) => ts === about.ts);
    const isGone = found === undefined || found.subtype === 'tombstone';
    return isGone ? { refused: GONE } : toSubject(found, on.bot.userId);
  } catch (thrown) {
    const code = refusalOf(thrown);
    if (isKeptOut(code)) return { refused: KEPT_OUT };
    if (code === 'thread_not_found') return { refused: GONE };
    on.log.warn(
      { reason: redact(toError(thrown).message) },
      'could not read the message asked about',
    );
    return { refused: UNREADABLE };
  }
}

function toSubject(message: z.infer<typeof reply>, botUserId: string): Subject {
  const { attachments } = message;
  const author = message.user ?? message.username ?? null;
  const said = quote({ author, text: readText(message.text ?? '', botUserId) });
  const attached = quoteAttachments(attachments, botUserId);
  return {
    quoted: [said, attached].filter((part) => part !== '').join('\n\n'),
    files: toFileRefs([...message.files, ...attachments.flatMap(({ files }) => files)]),
  };
}

const reply = z.object({
  ts: z.string(),
  user: z.string().nullish(),
  username: z.string().nullish(),
  /** "tombstone": deleted, and it has replies. */
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  files: listOf(slackFile),
  attachments: listOf(slackAttachment),
});
const replies = z.object({ messages: z.array(reply) });

const DEFAULT_QUESTION = 'What do you think about this message, and what would you do?';
const GONE = 'I do not find this message any more.';
const UNREADABLE = 'Slack did not hand me the message in time. Please press Ask again.';

/** The submission has to be acknowledged within 3 s, store included. */
const LOOKUP_BUDGET_MS = 1_500;
