import { z } from 'zod';
import { ReplyFenced, ReplyRefused } from '../../core/reply.ts';
import type { Desk } from './desk.ts';
import { findUnrecorded, markOf } from './mark.ts';
import type { Message } from './messages.ts';
import { bare, card, textChunks, whole, withoutPreviews } from './wording.ts';

/**
 * Gives the text a message: one that an earlier attempt left, else a new stream, else, where Slack refuses to stream,
 * a new post. Every new message is recorded before anything else happens.
 */
export async function begin(desk: Desk, text: string): Promise<Message> {
  const { messages, target, permits } = desk;
  const spare = messages.takeSpare() ?? (await leftBehind(desk));
  if (spare !== null) return takeOver(desk, spare);
  const started = permits.allowed(target.thread.team) ? await startStream(desk, text) : null;
  return started ?? post(desk, text, whole(text));
}

/** What an earlier attempt began and could not record any more. */
async function leftBehind(desk: Desk): Promise<string | null> {
  return desk.target.retried && desk.messages.all.size === 0 ? adoptUnrecorded(desk) : null;
}

/** A message that stands there already, ready to be written over. */
async function takeOver(desk: Desk, ts: string): Promise<Message> {
  await closeStream(desk, ts);
  return { state: 'editable', ts, shown: null, halted: false };
}

/** Ends whatever stream may still be open there. That it was closed already is as good. */
export async function closeStream({ gate, messages, target }: Desk, ts: string): Promise<void> {
  if (!messages.mayBeOpen(ts)) return;
  await gate.call('until done', (client) =>
    client.chat.stopStream({ channel: target.thread.channel, ts }),
  );
  messages.closed(ts);
}

/** A stream whose first words are still to come. Null: Slack refuses, and the words will do without. */
export function beginWithCard(desk: Desk, title: string): Promise<Message | null> {
  return startStream(desk, '', title);
}

async function startStream(
  desk: Desk,
  text: string,
  title: string | null = null,
): Promise<Message | null> {
  const { gate, target, permits, pace, status, clock } = desk;
  const { thread, user, userTeam } = target;
  const outcome = await gate.call('once', (client) =>
    client.chat.startStream({
      channel: thread.channel,
      thread_ts: thread.ts,
      recipient_user_id: user,
      recipient_team_id: userTeam,
      chunks: [...textChunks(text), ...(title === null ? [] : [card(title, 'in_progress')])],
    }),
  );
  if (outcome.ok) {
    const { ts } = posted.parse(outcome.value);
    pace.called();
    status.sessionBegan();
    await record(desk, ts, true);
    return { state: 'streaming', ts, sent: text, since: clock.monotonic(), card: title };
  }
  const { failure } = outcome;
  if (failure.kind === 'rejected') permits.refused(thread.team, failure.code);
  if (failure.kind === 'unsure') {
    const ts = await adoptUnrecorded(desk);
    if (ts !== null) return takeOver(desk, ts);
  }
  desk.log.info({ failure: failure.kind }, 'no stream, so the answer is posted and edited');
  return null;
}

async function post(desk: Desk, text: string, content: Content, attempt = 1): Promise<Message> {
  const { gate, target, pace } = desk;
  const { channel, ts: thread_ts } = target.thread;
  const metadata = markOf(target.questionTs);
  const outcome = await gate.call('when limited', (client) =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's chat, not a window
    client.chat.postMessage({ channel, thread_ts, metadata, ...withoutPreviews, ...content }),
  );
  if (outcome.ok) {
    const { ts } = posted.parse(outcome.value);
    pace.called();
    await record(desk, ts, false);
    return { state: 'editable', ts, shown: text, halted: false };
  }
  const { failure } = outcome;
  if (failure.kind === 'rejected' && failure.code.startsWith('restricted_action')) {
    throw new ReplyRefused(failure.code, failure.cause);
  }
  if (attempt >= POST_ATTEMPTS) {
    const cause = failure.kind === 'rate-limited' ? undefined : failure.cause;
    throw new Error('an answer could not be posted', { cause });
  }
  if (failure.kind !== 'unsure') return post(desk, text, bare(text), attempt + 1);
  const ts = await adoptUnrecorded(desk);
  if (ts !== null) return takeOver(desk, ts);
  await gate.pause(POST_PAUSE_MS * attempt);
  return post(desk, text, content, attempt + 1);
}

type Content = ReturnType<typeof whole> | ReturnType<typeof bare>;

const POST_ATTEMPTS = 3;
const POST_PAUSE_MS = 1_000;

/** Makes a message that we began without learning its `ts` ours again. */
async function adoptUnrecorded(desk: Desk): Promise<string | null> {
  const { clients, botUserId, target, messages, gate, log } = desk;
  for (let attempt = 1; ; attempt += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    const looked = await findUnrecorded({ clients, botUserId, target, known: messages.all });
    if ('ts' in looked) {
      // oxlint-disable-next-line no-await-in-loop -- the last turn of the loop
      if (looked.ts !== null) await record(desk, looked.ts, true);
      return looked.ts;
    }
    const { failure } = looked;
    if (failure.kind === 'rejected' || attempt >= LOOKS) {
      log.warn({ failure: failure.kind }, 'could not look for a message begun before');
      return null;
    }
    // oxlint-disable-next-line no-await-in-loop -- the wait before the next look
    await gate.pause(failure.kind === 'rate-limited' ? failure.retryAfterMs : attempt * 500);
  }
}

const LOOKS = 4;

async function record({ messages, target }: Desk, ts: string, open: boolean): Promise<void> {
  messages.add(ts, open);
  if (!(await target.onBegun(ts))) throw new ReplyFenced();
}

const posted = z.object({ ts: z.string() });
