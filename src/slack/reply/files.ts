import { toUSVString } from 'node:util';
import { z } from 'zod';
import type { Artifact } from '../../core/artifact.ts';
import { ReplyRefused } from '../../core/reply.ts';
import { toError } from '../../lib/errors.ts';
import { redact } from '../logger.ts';
import type { Desk } from './desk.ts';
import type { Failure } from './failure.ts';
import { namesPosted } from './files-posted.ts';
import type { Outcome } from './gate.ts';
import { MARKER_EVENT } from './marker-message.ts';
import { withoutPreviews } from './wording.ts';

/** Files on their way into the thread. */
export interface Uploads {
  readonly uploaded: readonly Uploaded[];
  readonly failed: ReadonlyMap<string, Failure>;
}

/** Sends the bytes up, where nobody sees them yet: it may be done while the text is still being written. */
export async function uploadFiles(desk: Desk, artifacts: readonly Artifact[]): Promise<Uploads> {
  const failed = new Map<string, Failure>();
  const uploaded: Uploaded[] = [];
  for (const artifact of artifacts.filter(({ content }) => content.length > 0)) {
    // oxlint-disable-next-line no-await-in-loop -- in order, and not all of Slack's patience at once
    const outcome = await upload(desk, artifact);
    if (outcome.ok) uploaded.push(outcome.value);
    else failed.set(artifact.name, outcome.failure);
  }
  return { uploaded, failed };
}

/**
 * Puts them into the thread, in their order, in one message, each name once: a later attempt looks for what an earlier
 * one posted. An answer is not lost for its files; those that Slack did not take are named in the thread.
 */
export async function shareFiles(desk: Desk, { uploaded, failed }: Uploads): Promise<void> {
  if (uploaded.length + failed.size === 0) return;
  const there = desk.target.retried ? await namesPosted(desk) : new Set<string>();
  const missing = uploaded.filter(({ name }) => !there.has(name));
  const unshared = await share(desk, missing);
  const lost = new Map([...failed].filter(([name]) => !there.has(name)));
  if (unshared !== null) for (const { name } of missing) lost.set(name, unshared);
  if (lost.size > 0) await tell(desk, lost);
}

interface Uploaded {
  readonly id: string;
  readonly title: string;
  readonly name: string;
}

/** May be done twice: what is not shared is seen by nobody. */
async function upload(
  desk: Desk,
  { name, title, content, alt }: Artifact,
): Promise<Outcome<Uploaded>> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const reservation = {
    filename: name,
    length: bytes.length,
    // The method's own name for it; the SDK's types say `alt_text`, which Slack does not know.
    ...(alt === undefined ? {} : { alt_txt: oneLine(alt, ALT_CHARS) }),
  };
  const reserved = await attempt(desk, 'until done', async () =>
    reservationOf.parse(await desk.clients.delivery.files.getUploadURLExternal(reservation)),
  );
  if (!reserved.ok) return reserved;
  const { upload_url, file_id } = reserved.value;
  const sent = await attempt(desk, 'until done', () =>
    desk.clients.upload(upload_url, bytes, desk.target.signal),
  );
  return sent.ok
    ? { ok: true, value: { id: file_id, title: oneLine(title, TITLE_CHARS), name } }
    : sent;
}

/** The step that people see. Null: all of it stands there. */
async function share(desk: Desk, uploaded: readonly Uploaded[]): Promise<Failure | null> {
  const { channel, ts: thread_ts } = desk.target.thread;
  let left = uploaded;
  for (let round = 1; ; round += 1) {
    const [first, ...rest] = left.map(({ id, title }) => ({ id, title }));
    if (first === undefined) return null;
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const outcome = await attempt(desk, 'when limited', () =>
      desk.clients.delivery.files.completeUploadExternal({
        files: [first, ...rest],
        channel_id: channel,
        thread_ts,
      }),
    );
    if (outcome.ok) return null;
    if (outcome.failure.kind !== 'unsure' || round >= SHARE_ROUNDS) return outcome.failure;
    // Slack shares a file a moment after it said so.
    // oxlint-disable-next-line no-await-in-loop -- the wait before the look
    await desk.gate.pause(SHARE_PAUSE_MS * round);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const there = await namesPosted(desk);
    left = left.filter(({ name }) => !there.has(name));
  }
}

/** A channel that takes text and no files must not undo the text: here a refusal is a failure like others. */
async function attempt<T>(
  { gate }: Desk,
  patience: Parameters<Desk['gate']['call']>[0],
  run: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return await gate.call(patience, run);
  } catch (thrown) {
    if (!(thrown instanceof ReplyRefused)) throw thrown;
    const cause = toError(thrown);
    return { ok: false, failure: { kind: 'rejected', code: thrown.code, cause } };
  }
}

/** Best effort: the answer stands, and says somewhere that a file belongs to it. */
async function tell(desk: Desk, failed: ReadonlyMap<string, Failure>): Promise<void> {
  const { channel, ts: thread_ts } = desk.target.thread;
  const codes = [...new Set([...failed.values()].map(codeOf))];
  desk.log.warn({ files: [...failed.keys()], codes }, 'files of an answer were not posted');
  const names = [...failed.keys()].join(', ');
  const why = codes.includes('missing_scope')
    ? ': my Slack app lacks the permission files:write'
    : '';
  const outcome = await attempt(desk, 'when limited', () =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's chat, not a window
    desk.clients.delivery.chat.postMessage({
      channel,
      thread_ts,
      text: `I could not post ${names}${why}.`,
      // No answer: a worker that looks for one that it began must not take this for it.
      metadata: { event_type: MARKER_EVENT, event_payload: {} },
      ...withoutPreviews,
    }),
  );
  if (!outcome.ok) desk.log.warn({ failure: outcome.failure.kind }, 'nor was that told');
}

function codeOf(failure: Failure): string {
  if (failure.kind === 'rejected') return failure.code;
  return failure.kind === 'unsure' ? redact(failure.cause.message) : failure.kind;
}

function oneLine(text: string, chars: number): string {
  return toUSVString(text.replace(/\s+/g, ' ').trim()).slice(0, chars);
}

const reservationOf = z.object({ upload_url: z.string(), file_id: z.string() });

/** `alt_txt_too_large` past this. */
const ALT_CHARS = 1_000;
const TITLE_CHARS = 200;

const SHARE_ROUNDS = 3;
const SHARE_PAUSE_MS = 1_500;
