import type { KnownBlock } from '@slack/types';
import { ReplyFenced } from '../../core/reply.ts';
import { begin, beginWithCard, closeStream } from './begin.ts';
import type { Bell } from './bell.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { grow, showCard } from './grow.ts';
import { markOf } from './mark.ts';
import type { Message } from './messages.ts';
import { seal } from './seal.ts';

/** What the writer follows; the reply changes it at any time, the writer reads it between two calls. */
export interface Source {
  /** The text as it is now. Another object: everything before was dropped. */
  readonly draft: Draft;
  /** What the bot is doing, for the card in a stream; long before the first words it is a stream's beginning. */
  readonly activity: string | null;
  /** Set once the text is complete. */
  readonly ending: { readonly blocks: readonly KnownBlock[] } | null;
  /** Nothing more is to be written. */
  readonly abandoned: boolean;
}

/**
 * Brings the thread to the draft's text, one call at a time, until the draft is complete. Resolves with the `ts` of
 * the last message; null when there was nothing to say.
 */
export async function write(desk: Desk, bell: Bell, source: Source): Promise<string | null> {
  let state: State = { ...opening(source.draft), cardAt: firstCardAt(desk) };
  for (;;) {
    if (source.abandoned) throw new ReplyFenced();
    if (state.draft !== source.draft) state = startOver(desk, source.draft, state);
    const step = nextStep(desk, source, state);
    if (step.kind === 'done') return finishUp(desk, state);
    // oxlint-disable-next-line no-await-in-loop -- until there is news
    if (step.kind === 'wait') await bell.wait(step.ms);
    // oxlint-disable-next-line no-await-in-loop -- never two calls at once for one answer
    else state = await take(desk, step, state);
  }
}

interface State {
  readonly draft: Draft;
  /** The page that is being written. */
  readonly page: number;
  readonly message: Message | null;
  readonly lastTs: string | null;
  /** When a message may begin with a card and no words, on the monotonic clock. Null: not any more. */
  readonly cardAt: number | null;
}

function opening(draft: Draft): State {
  return { draft, page: 0, message: null, lastTs: null, cardAt: null };
}

/** An earlier attempt's messages come first, and are no streams. */
function firstCardAt({ clock, messages, target }: Desk): number | null {
  const isFirst = messages.all.size === 0 && !target.retried;
  return isFirst ? clock.monotonic() + CARD_AFTER_MS : null;
}

/** Most first words come before that; whoever waits longer sees what for. */
const CARD_AFTER_MS = 2_000;

function startOver({ messages }: Desk, draft: Draft, { message, cardAt }: State): State {
  // Nothing of the dropped text stands there.
  const isUnwritten = message === null ? messages.all.size === 0 : isBare(message);
  if (isUnwritten) return { ...opening(draft), message, cardAt };
  messages.startOver();
  return opening(draft);
}

/** A card, and no words yet. */
function isBare(message: Message): boolean {
  return message.state === 'streaming' && message.sent === '';
}

type Step =
  | { readonly kind: 'wait'; readonly ms?: number }
  | { readonly kind: 'grow'; readonly text: string }
  | { readonly kind: 'card'; readonly title: string }
  | { readonly kind: 'seal'; readonly text: string; readonly blocks: readonly KnownBlock[] | null }
  | { readonly kind: 'done' };

function nextStep(desk: Desk, source: Source, state: State): Step {
  const { draft, page, message } = state;
  const text = draft.page(page);
  const { ending } = source;
  if (text === null) {
    return ending === null ? (cardStep(desk, source, state) ?? { kind: 'wait' }) : { kind: 'done' };
  }
  if (draft.page(page + 1) !== null) return { kind: 'seal', text, blocks: null };
  if (ending !== null) return { kind: 'seal', text, blocks: ending.blocks };
  const ms = delay(desk, message, text);
  if (ms !== null) return ms > 0 ? { kind: 'wait', ms } : { kind: 'grow', text };
  return cardStep(desk, source, state) ?? { kind: 'wait' };
}

/** Milliseconds until the text is worth a call; null: it stands there. */
function delay({ pace }: Desk, message: Message | null, text: string): number | null {
  if (message === null) return 0;
  if (message.state === 'streaming') {
    return message.sent === text ? null : pace.append(text.length - message.sent.length);
  }
  return message.shown === text || message.halted ? null : pace.update();
}

function cardStep(desk: Desk, { activity }: Source, { message, cardAt }: State): Step | null {
  if (activity === null) return null;
  const ms = message === null ? untilFirstCard(desk, cardAt) : untilCard(desk, activity, message);
  if (ms === null) return null;
  return ms > 0 ? { kind: 'wait', ms } : { kind: 'card', title: activity };
}

function untilCard({ pace }: Desk, activity: string, message: Message): number | null {
  return message.state === 'streaming' && activity !== message.card ? pace.append(0) : null;
}

/** Where the status line has words of its own they say it already. */
function untilFirstCard(
  { clock, status, permits, target }: Desk,
  cardAt: number | null,
): number | null {
  const ms = cardAt === null ? null : Math.max(0, cardAt - clock.monotonic());
  const says = status.hasSessions && permits.allowed(target.thread.team);
  return ms === 0 && !says ? null : ms;
}

type Call = Exclude<Step, { kind: 'wait' } | { kind: 'done' }>;

async function take(desk: Desk, step: Call, state: State): Promise<State> {
  const { message } = state;
  switch (step.kind) {
    case 'card':
      if (message === null) {
        return { ...state, message: await beginWithCard(desk, step.title), cardAt: null };
      }
      return message.state === 'streaming'
        ? { ...state, message: await showCard(desk, message, step.title) }
        : state;
    case 'grow': {
      if (message === null) {
        return { ...state, message: await begin(desk, step.text), cardAt: null };
      }
      rotate(desk, message, state.draft);
      return { ...state, message: await grow(desk, message, step.text) };
    }
    case 'seal': {
      const current = message ?? (await begin(desk, step.text));
      const { blocks } = step;
      const metadata = markOf(desk.target.questionTs);
      const closing = { blocks: blocks ?? [], metadata, last: blocks !== null };
      // Gone: the next round begins another message with the same text.
      if (!(await seal(desk, current, step.text, closing))) return { ...state, message: null };
      return { ...state, page: state.page + 1, message: null, lastTs: current.ts, cardAt: null };
    }
  }
}

/** An old stream ends at the next block boundary, and the answer goes on in a new one. */
function rotate({ clock }: Desk, message: Message, draft: Draft): void {
  if (message.state !== 'streaming' || message.sent.length < WORTH_A_MESSAGE) return;
  if (clock.monotonic() - message.since >= ROTATE_MS) draft.endPageAfter(message.sent.length);
}

/** A minute before Slack closes the stream. */
const ROTATE_MS = 240_000;

/** Less than this is no message of its own: it goes on by edits instead. */
const WORTH_A_MESSAGE = 1_500;

/** Takes away what an earlier attempt, or a dropped draft, left over, and a card that no words followed. */
async function finishUp(desk: Desk, { lastTs, message }: State): Promise<string | null> {
  const { messages, gate, target } = desk;
  const { channel } = target.thread;
  if (message !== null) messages.startOver();
  for (let ts = messages.takeSpare(); ts !== undefined; ts = messages.takeSpare()) {
    const gone = ts;
    // Whatever Slack thinks of deleting an open stream, a closed one leaves nothing that goes on turning.
    // oxlint-disable-next-line no-await-in-loop -- seldom more than one
    await closeStream(desk, gone);
    // oxlint-disable-next-line no-await-in-loop
    await gate.call('until done', (client) => client.chat.delete({ channel, ts: gone }));
  }
  return lastTs;
}
