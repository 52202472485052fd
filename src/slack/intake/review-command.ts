import type { WebClient } from '@slack/web-api';
import type { FileRef } from '../../core/message.ts';
import { KEPT_OUT } from '../refusal.ts';
import { apiReview } from './api-review.ts';
import { askAloud, commander, type AskAloud, type Asked, type Asker } from './ask-aloud.ts';
import { formPress, type SlashCommand, type ViewSubmission } from './delivery.ts';
import { tellInModal, tellPrivately, type Handled } from './handled.ts';
import { openForm, type OpenForm } from './open-form.ts';
import { findRecentFile } from './recent-file.ts';
import type { ReviewKind } from './review-kind.ts';
import { readReviewModal, reviewModal } from './review-modal.ts';
import { schemaReview } from './schema-review.ts';
import { capText, readText } from './text.ts';

export interface ReviewCommand extends AskAloud, OpenForm {
  readonly lookup: WebClient;
}

/** The review that a command asks for, or that a form was opened for. Undefined: neither is a review's. */
export function reviewOf(asked: { command: string } | { callbackId: string }) {
  return [schemaReview, apiReview].find(({ command, form }) =>
    'command' in asked ? asked.command === command : asked.callbackId === form.callbackId,
  );
}

/** The pasted text, else the file that was shared just before, else a modal to paste into. */
export async function onReviewCommand(
  kind: ReviewKind,
  command: SlashCommand,
  on: ReviewCommand,
): Promise<Handled> {
  const asker = commander(command);
  const text = readText(command.text, on.bot.userId);
  if (text.toLowerCase() === 'help') return tellPrivately('help', kind.words.help);
  if (text !== '') return told(await review(kind, asker, { text }, on));

  const recent = await findRecentFile(
    { ...asker, takes: kind.takes },
    { ...on, budgetMs: LOOKUP_BUDGET_MS },
  );
  if ('file' in recent) return told(await review(kind, asker, { file: recent.file }, on));
  if (recent.none === 'kept-out') return tellPrivately('kept-out', KEPT_OUT);
  return openModal(kind, command, on);
}

/** The modal was sent: the same as text behind the command. */
export async function onReviewSubmission(
  kind: ReviewKind,
  { user, view }: ViewSubmission,
  on: ReviewCommand,
): Promise<Handled> {
  const entered = readReviewModal(kind, view);
  if (entered === null) return { outcome: 'unreadable' };
  const { channel, text, choice } = entered;
  const { block } = kind.form.text;
  if (text.trim() === '') return tellInModal('empty', block, kind.words.empty);
  const asker = { channel, user: user.id, userTeam: user.team_id, press: formPress(view) };
  const asked = await review(kind, asker, { text, choice }, on);
  if ('asked' in asked) return { outcome: asked.asked };
  return tellInModal('refused', block, asked.refused);
}

type Subject =
  { readonly text: string; readonly choice?: string | null } | { readonly file: FileRef };

function review(
  { kind, agent, words, form }: ReviewKind,
  asker: Asker,
  subject: Subject,
  on: ReviewCommand,
): Promise<Asked> {
  const question = { kind, agent };
  if ('file' in subject) {
    const { file } = subject;
    const verbatim = { text: file.name, as: 'quote' } as const;
    const text = words.reviewFile(file.name);
    return askAloud(
      asker,
      { ...question, did: words.askedFile, verbatim, text, files: [file] },
      on,
    );
  }
  const prefix = subject.choice == null ? '' : `${form.choice.label}: ${subject.choice}\n\n`;
  const text = capText(prefix + subject.text);
  const verbatim = { text: firstLines(subject.text), as: 'code' } as const;
  return askAloud(asker, { ...question, did: words.asked, verbatim, text, files: [] }, on);
}

function told(asked: Asked): Handled {
  return 'asked' in asked ? { outcome: asked.asked } : tellPrivately('refused', asked.refused);
}

async function openModal(
  kind: ReviewKind,
  command: SlashCommand,
  on: ReviewCommand,
): Promise<Handled> {
  const form = reviewModal(kind, { channel: command.channel_id });
  if (await openForm(command.trigger_id, form, on)) return { outcome: 'modal' };
  return tellPrivately('no-modal', `Slack did not open the form. ${kind.words.help}`);
}

function firstLines(pasted: string): string {
  const lines = pasted.trim().split('\n');
  const shown = lines.slice(0, SHOWN_LINES).join('\n').slice(0, SHOWN_CHARS);
  return shown.length < pasted.trim().length ? `${shown}\n…` : shown;
}

/** `trigger_id` lives for 3 s, and the modal has to be open by then. */
const LOOKUP_BUDGET_MS = 1_500;

const SHOWN_LINES = 12;
const SHOWN_CHARS = 1_200;
