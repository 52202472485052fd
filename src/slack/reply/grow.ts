import { closeStream } from './begin.ts';
import type { Desk } from './desk.ts';
import type { Failure } from './failure.ts';
import { markOf } from './mark.ts';
import type { Message } from './messages.ts';
import { card, textChunks, whole } from './wording.ts';

type Streaming = Extract<Message, { state: 'streaming' }>;
type Editable = Extract<Message, { state: 'editable' }>;

/** Brings the message nearer to the text. Null: somebody deleted it. */
export async function grow(desk: Desk, message: Message, text: string): Promise<Message | null> {
  if (message.state === 'editable') return edit(desk, message, text);
  const expiring = desk.clock.monotonic() - message.since >= STREAM_LIFE_MS;
  if (expiring || !text.startsWith(message.sent)) return leaveStream(desk, message);
  return append(desk, message, text);
}

/** Shows what is being done, in the stream: the one place besides the text that takes words of our own. */
export async function showCard(desk: Desk, message: Streaming, title: string): Promise<Message> {
  const { channel } = desk.target.thread;
  const outcome = await desk.gate.call('once', (client) =>
    client.chat.appendStream({
      channel,
      ts: message.ts,
      chunks: [card(title, 'in_progress')],
    }),
  );
  desk.pace.called();
  if (!outcome.ok && outcome.failure.kind === 'rate-limited') {
    desk.pace.limited(outcome.failure.retryAfterMs);
    return message;
  }
  // If it was refused it is not tried again: the text matters more.
  return { ...message, card: title };
}

/**
 * From here on a stream is left before Slack closes it, about five minutes after its start; the message goes on by
 * edits.
 */
const STREAM_LIFE_MS = 270_000;

async function append(desk: Desk, message: Streaming, text: string): Promise<Message | null> {
  const { gate, target, pace } = desk;
  const outcome = await gate.call('once', (client) =>
    client.chat.appendStream({
      channel: target.thread.channel,
      ts: message.ts,
      chunks: textChunks(text.slice(message.sent.length)),
    }),
  );
  pace.called();
  if (outcome.ok) return { ...message, sent: text };
  if (outcome.failure.kind === 'rate-limited') {
    pace.limited(outcome.failure.retryAfterMs);
    return message;
  }
  // Whether the text arrived may be unknown. An edit of the whole cannot double it.
  if (isGone(outcome.failure)) return null;
  return leaveStream(desk, message, isHalted(outcome.failure));
}

export async function leaveStream(
  desk: Desk,
  { ts, sent }: Streaming,
  halted = false,
): Promise<Editable> {
  if (halted) desk.messages.closed(ts);
  else await closeStream(desk, ts);
  return { state: 'editable', ts, shown: halted ? sent : null, halted };
}

async function edit(desk: Desk, message: Editable, text: string): Promise<Message | null> {
  const { gate, target, pace } = desk;
  const outcome = await gate.call('once', (client) =>
    client.chat.update({
      channel: target.thread.channel,
      ts: message.ts,
      metadata: markOf(target.questionTs),
      ...whole(text),
    }),
  );
  pace.called();
  if (outcome.ok) return { ...message, shown: text };
  if (isGone(outcome.failure)) return null;
  if (outcome.failure.kind === 'rate-limited') {
    pace.limited(outcome.failure.retryAfterMs);
    return message;
  }
  // The last edit, which is stubborn, decides; this one was for watching.
  return { ...message, shown: outcome.failure.kind === 'unsure' ? null : text };
}

export function isGone(failure: Failure): boolean {
  return failure.kind === 'rejected' && GONE.has(failure.code);
}

const GONE: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

function isHalted(failure: Failure): boolean {
  return failure.kind === 'rejected' && failure.code === 'stopped_by_user';
}
