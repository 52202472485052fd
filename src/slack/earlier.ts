import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { settledWithin, type Clock } from '../core/clock.ts';
import type { EarlierMessage, ReadEarlier } from '../core/earlier.ts';
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
    const asked = client.conversations.replies({ channel, ts, latest: before, limit: PAGE });
    if (!(await settledWithin(clock, PATIENCE_MS, asked))) {
      throw new Error('Slack was too slow to tell what a thread had been about');
    }
    const { messages } = replies.parse(await asked);
    const said = messages.filter((each) => Number(each.ts) < Number(before));
    return newest(said.flatMap((each) => toEarlier(each, botUserId)));
  };
}

/** The thread's first message says what it is about, so it stays. */
function newest(messages: readonly EarlierMessage[]): readonly EarlierMessage[] {
  const [first, ...others] = messages;
  return first === undefined ? [] : [first, ...others.slice(-KEPT)];
}

function toEarlier(
  { ts, user, username, bot_id, text, attachments }: z.infer<typeof reply>,
  botUserId: string,
): readonly EarlierMessage[] {
  if (user === botUserId) return [];
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
  text: z.string().nullish(),
  attachments: listOf(slackAttachment),
});
const replies = z.object({ messages: z.array(reply).default([]) });

/** A person waits for the answer, and it can be given without. */
const PATIENCE_MS = 2_000;

/** Slack gives the oldest first; longer threads are rare, and their beginning says the most. */
const PAGE = 200;

/** Besides the first. */
const KEPT = 30;

const MESSAGE_CHARS = 4_000;
