import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { settledWithin, type Clock } from '../core/clock.ts';
import type { EarlierMessage, ReadEarlier } from '../core/earlier.ts';
import { compareTs } from '../core/timestamp.ts';
import { listOf } from './intake/list-of.ts';
import { quoteAttachments, slackAttachment } from './intake/quote.ts';
import { capText, readText } from './intake/text.ts';

export function createReadEarlier({
  client,
  botUserId,
  clock,
}: {
  readonly client: WebClient;
  readonly botUserId: string;
  readonly clock: Clock;
}): ReadEarlier {
  return async ({ channel, ts }, before) => {
    const until = clock.monotonic() + PATIENCE_MS;
    let kept: readonly EarlierMessage[] = [];
    try {
      for await (const messages of pages({ client, channel, ts, before, clock, until })) {
        const said = messages.filter((each) => compareTs(each.ts, before) < 0);
        kept = newest([...kept, ...said.flatMap((each) => toEarlier(each, botUserId))]);
      }
    } catch (thrown) {
      // How the thread began, and what came after, is worth more than nothing.
      if (kept.length === 0) throw thrown;
    }
    return kept;
  };
}

/** Slack gives the oldest first, so the newest stand on the last page: all are turned, as long as time is left. */
async function* pages({ client, channel, ts, before, clock, until }: Reading) {
  let cursor: string | undefined;
  do {
    const where = { channel, ts, latest: before, limit: PAGE };
    const asked = client.conversations.replies(cursor === undefined ? where : { ...where, cursor });
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    if (!(await settledWithin(clock, until - clock.monotonic(), asked))) {
      throw new Error('Slack was too slow to tell what a thread had been about');
    }
    // oxlint-disable-next-line no-await-in-loop
    const { messages, response_metadata } = replies.parse(await asked);
    yield messages;
    // Slack ends with an empty one.
    cursor = response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
}

interface Reading {
  readonly client: WebClient;
  readonly channel: string;
  readonly ts: string;
  readonly before: string;
  readonly clock: Clock;
  /** On the clock that only grows. */
  readonly until: number;
}

/** The thread's first message says what it is about, so it stays. */
function newest(messages: readonly EarlierMessage[]): readonly EarlierMessage[] {
  const [first, ...others] = messages;
  return first === undefined ? [] : [first, ...others.slice(-KEPT)];
}

function toEarlier(
  { ts, user, username, bot_id, subtype, text, attachments }: z.infer<typeof reply>,
  botUserId: string,
): readonly EarlierMessage[] {
  if (user === botUserId || subtype === DELETED) return [];
  const quoted = quoteAttachments(attachments, botUserId);
  const words = [readText(text ?? '', botUserId), quoted].filter((part) => part !== '');
  if (words.length === 0) return [];
  const author = user ?? username ?? bot_id ?? 'unknown';
  return [{ ts, user: author, text: capText(words.join('\n\n'), MESSAGE_CHARS) }];
}

const reply = z.object({
  ts: z.string(),
  user: z.string().nullish(),
  username: z.string().nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  attachments: listOf(slackAttachment),
});
const replies = z.object({
  messages: z.array(reply).default([]),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** What Slack leaves of a thread's first message when somebody deletes it. */
const DELETED = 'tombstone';

/** A person waits for the answer, and it can be given without. */
const PATIENCE_MS = 2_000;

/** What Slack recommends at most. */
const PAGE = 200;

/** Besides the first. */
const KEPT = 30;

const MESSAGE_CHARS = 4_000;
