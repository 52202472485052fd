import type { Artifact } from '../core/artifact.ts';
import type { Canvases } from '../core/canvases.ts';
import type { Clock } from '../core/clock.ts';
import type { Conversation } from '../core/conversation.ts';
import { answerKey, type Decision, type Decisions } from '../core/decision.ts';
import type { Reminders } from '../core/reminder.ts';
import type { ReplyAction } from '../core/reply.ts';
import type { Thread } from '../core/thread.ts';
import { writtenUrls } from '../core/written-urls.ts';
import { escapeMarkdown } from '../lib/escape-markdown.ts';
import { adrFileName, writeAdr } from './adr.ts';
import { answerAt, draftOf } from './draft.ts';

/** What is said about the log in a thread: Markdown, files, and what can be pressed next. */
export interface Told {
  readonly text: string;
  readonly artifacts?: readonly Artifact[];
  readonly actions?: readonly ReplyAction[];
}

export interface KeepDeps {
  readonly decisions: Decisions;
  readonly reminders: Pick<Reminders, 'schedule' | 'cancel'>;
  /** Address of a message for people. */
  readonly permalink: (thread: Thread, ts: string) => string | null;
  readonly canvases: Canvases;
  /**
   * The same Markdown as a message may carry it: it leads only to the operator's hosts and to the addresses given, any
   * other is shown as code, and nobody is mentioned.
   */
  readonly tame: (markdown: string, urls: ReadonlySet<string>) => string;
  readonly clock: Clock;
}

/** Puts an answer into the decision log. Doing it again updates the same decision. */
export async function saveAnswer(
  wish: {
    readonly thread: Thread;
    /** `ts` of the question or of a message of the answer. */
    readonly at: string;
    readonly user: string;
    readonly conversation: Conversation;
  },
  deps: KeepDeps,
): Promise<Told> {
  const { thread, conversation, user } = wish;
  const answer = answerAt(conversation, wish.at);
  if (answer === null) return { text: notRemembered };
  const link = deps.permalink(thread, answer.ts);
  const source = { thread, answerTs: answer.ts, link };
  const now = deps.clock.now();
  const people = conversation.messages.filter(({ role }) => role === 'person');
  const urls = writtenUrls(people.map(({ text }) => text));
  const tame = (markdown: string) => deps.tame(markdown, urls);
  const draft = draftOf(answer, conversation, { source, savedBy: user, now, tame });
  const saved = await deps.decisions.save(thread.team, answerKey(source), draft);
  if (saved.outcome === 'full') return { text: full };
  if (saved.outcome === 'unreadable') return { text: unreadable(saved.number) };
  const { decision } = saved;
  await remind(decision, deps);
  // One a decision: what changes later is the log's to say, and the canvas says so.
  const canvas =
    saved.outcome === 'new' ? await deps.canvases.create(canvasOf(decision), thread) : null;
  const shown = canvas === null ? '' : ` It is a [canvas](${canvas}), too.`;
  return {
    text: `${saved.outcome === 'new' ? 'Saved' : 'Updated'}: ${nameOf(decision)}, ${decision.status}.${shown}${againOn(decision)} ${howToChange(decision)}`,
    artifacts: [adrFile(decision)],
    actions: decision.status === 'proposed' ? [accept(decision)] : [],
  };
}

/** Sets the reminder that a decision asks for, or takes it back where it asks for none (any more). */
export async function remind(
  { number, revisit, source, savedBy, status }: Decision,
  { reminders, clock }: Pick<KeepDeps, 'reminders' | 'clock'>,
): Promise<void> {
  if (source === null) return;
  const { thread } = source;
  const at = revisit?.by === undefined ? Number.NaN : Date.parse(`${revisit.by}${remindAt}`);
  const inForce = status === 'proposed' || status === 'accepted';
  if (inForce && at > clock.now()) {
    await reminders.schedule({ thread, decision: number, user: savedBy, at });
  } else {
    await reminders.cancel(thread.team, number);
  }
}

export function adrFile(decision: Decision): Artifact {
  const { number, title } = decision;
  return {
    name: adrFileName(decision),
    title: `Decision ${number}: ${title}`,
    content: writeAdr(decision),
  };
}

function canvasOf({ number, title, status, date, body }: Decision) {
  const asOf = `*${status}, ${date}, as it was saved. \`/architect decision ${number}\` says what holds now.*`;
  return { title: `Decision ${number}: ${title}`, markdown: `${asOf}\n\n${body}` };
}

/** "**Decision 7** “Use an outbox”": for Markdown. */
export function nameOf({ number, title }: Pick<Decision, 'number' | 'title'>): string {
  return `**Decision ${number}** “${escapeMarkdown(title)}”`;
}

export function noDecision(number: number): string {
  return `There is no decision ${number}. \`/architect decisions\` lists them.`;
}

/** Whoever runs the bot finds it in the log. */
export function unreadable(number: number): string {
  return `Decision ${number} stands in the log in a form that I cannot read, maybe by a newer version of me, so I wrote nothing over it. Tell whoever runs me.`;
}

function againOn({ revisit }: Decision): string {
  return revisit?.by === undefined ? '' : ` I will ask about it again here on ${revisit.by}.`;
}

function howToChange({ number }: Decision): string {
  return `\`/architect decision ${number} accept\`, \`reject\` or \`supersede <number>\` changes that; \`/architect decisions\` finds it again.`;
}

function accept({ number }: Decision): ReplyAction {
  return { label: 'Accept', request: { type: 'change-decision', number, to: 'accepted' } };
}

/** In the working hours of most of the world. */
const remindAt = 'T09:00:00Z';

const notRemembered =
  'I do not remember that answer (any more), so I cannot write it down. Ask the question once more in this thread, and save what I say then.';

const full =
  'The decision log of this workspace is full, so nothing was saved. Export it with `/architect decisions export` and tell whoever runs me.';
