import { closeStream } from './begin.ts';
import type { Desk } from './desk.ts';
import type { Outcome, Patience } from './gate.ts';
import { isGone, leaveStream } from './grow.ts';
import type { Message } from './messages.ts';
import { bare, card, textChunks, whole, type Closing } from './wording.ts';

type Streaming = Extract<Message, { state: 'streaming' }>;
type Editable = Extract<Message, { state: 'editable' }>;

/**
 * Writes the rest of the text and closes the message. What Slack will not take below the text is left out: an answer
 * is not lost for its decoration. False: the message was deleted meanwhile.
 */
export async function seal(
  desk: Desk,
  message: Message,
  text: string,
  closing: Closing,
): Promise<boolean> {
  if (message.state === 'editable') return sealEditable(desk, message, text, closing);
  if (text.startsWith(message.sent) && (await stop(desk, message, text, closing))) return true;
  return sealEditable(desk, await leaveStream(desk, message), text, closing);
}

/** False: this stream cannot be closed with the text; the message is to be edited. */
async function stop(
  desk: Desk,
  message: Streaming,
  text: string,
  closing: Closing,
): Promise<boolean> {
  let now = message;
  for (const below of decorations(desk, closing)) {
    // oxlint-disable-next-line no-await-in-loop -- each attempt takes less than the one before
    const { outcome, sent } = await stopWith(desk, now, text, below);
    if (outcome.ok) {
      desk.messages.closed(message.ts);
      if (below.session_status !== undefined) desk.status.sessionRests();
      return true;
    }
    const { failure } = outcome;
    if (failure.kind !== 'rejected' || LOST.has(failure.code)) return false;
    now = { ...message, sent };
  }
  return false;
}

/** The stream is closed already, or gone. */
const LOST: ReadonlySet<string> = new Set([
  'message_not_in_streaming_state',
  'stopped_by_user',
  'message_not_found',
]);

type Below = Partial<Pick<Closing, 'blocks' | 'metadata'>> & {
  readonly session_status?: 'active';
};

/** What goes below the text, from all of it to nothing. */
function decorations({ status }: Desk, { blocks, metadata, last }: Closing): readonly Below[] {
  const mark = { metadata };
  const dressed = blocks.length === 0 ? mark : { ...mark, blocks };
  const all = last && status.hasSessions ? [{ ...dressed, session_status: 'active' as const }] : [];
  return [...all, dressed, mark, {}];
}

/** Closing may have to wait its turn; the text need not, it goes ahead by an append. */
async function stopWith(
  desk: Desk,
  message: Streaming,
  text: string,
  below: Below,
): Promise<{ readonly outcome: Outcome<unknown>; readonly sent: string }> {
  const rest = text.slice(message.sent.length);
  const first = await stopStream(desk, message, rest, below, 'once');
  const { sent } = message;
  if (first.ok || first.failure.kind !== 'rate-limited') return { outcome: first, sent };
  if (rest !== '' && !(await appendRest(desk, message, rest))) return { outcome: first, sent };
  await desk.gate.pause(first.failure.retryAfterMs);
  return { outcome: await stopStream(desk, message, '', below, 'when limited'), sent: text };
}

function stopStream(
  { gate, target }: Desk,
  message: Streaming,
  rest: string,
  { blocks, ...below }: Below,
  patience: Patience,
): Promise<Outcome<unknown>> {
  const done = message.card === null ? [] : [card(message.card, 'complete')];
  const chunks = [...textChunks(rest), ...done];
  return gate.call(patience, (client) =>
    client.chat.stopStream({
      channel: target.thread.channel,
      ts: message.ts,
      ...(chunks.length === 0 ? {} : { chunks }),
      ...(blocks === undefined ? {} : { blocks: [...blocks] }),
      ...below,
    }),
  );
}

async function appendRest(
  { gate, target }: Desk,
  { ts }: Streaming,
  rest: string,
): Promise<boolean> {
  const { channel } = target.thread;
  const outcome = await gate.call('when limited', (client) =>
    client.chat.appendStream({ channel, ts, chunks: textChunks(rest) }),
  );
  return outcome.ok;
}

async function sealEditable(
  desk: Desk,
  { ts, shown }: Editable,
  text: string,
  { blocks, metadata }: Closing,
): Promise<boolean> {
  const { channel } = desk.target.thread;
  if (shown === text && blocks.length === 0) return true;
  for (const content of [whole(text, blocks), whole(text), bare(text)]) {
    // oxlint-disable-next-line no-await-in-loop -- each attempt takes less than the one before
    const outcome = await desk.gate.call('until done', (client) =>
      client.chat.update({ channel, ts, metadata, ...content }),
    );
    if (outcome.ok) return true;
    const { failure } = outcome;
    if (isGone(failure)) return false;
    if (failure.kind === 'unsure') throw failure.cause;
    if (failure.kind === 'rejected' && failure.code.startsWith('streaming_state')) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await closeStream(desk, ts);
    }
  }
  throw new Error('Slack takes no edit of the answer');
}
