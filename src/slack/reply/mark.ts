import type { MessageMetadata } from '@slack/types';
import type { SlackClients } from '../clients.ts';
import type { ReplyTarget } from '../../core/reply.ts';
import { z } from 'zod';
import { failureOf, type Failure } from './failure.ts';

/** The name that our messages carry, so that a later attempt knows what they are. */
const EVENT_TYPE = 'architect_reply';

/**
 * Says which question a message answers. A post carries it from its first moment; a stream only from its end, since
 * Slack takes no metadata when a stream starts.
 */
export function markOf(questionTs: string): MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { question: questionTs } };
}

export interface Lookup {
  readonly clients: SlackClients;
  readonly botUserId: string;
  readonly target: ReplyTarget;
  /** Messages that are accounted for. */
  readonly known: ReadonlySet<string>;
}

/**
 * Looks for a message of this answer whose `ts` we never learned: the process died, or the connection broke, between
 * Slack's posting and our note of it. It is ours, later than the question, and either marked with the question or
 * marked with nothing at all: a stream that nobody finished. Finished answers, late parts of the answer before
 * included, carry another question's mark; the bot's "… asked for a review" lines begin with a mention.
 */
export async function findUnrecorded({
  clients,
  botUserId,
  target: { thread, questionTs },
  known,
}: Lookup): Promise<{ readonly ts: string | null } | { readonly failure: Failure }> {
  try {
    const page = markedMessages.parse(
      await clients.lookup.conversations.replies({
        channel: thread.channel,
        ts: thread.ts,
        oldest: questionTs,
        include_all_metadata: true,
        limit: PAGE,
      }),
    );
    const found = page.messages.find(
      ({ ts, user, text, metadata }) =>
        user === botUserId &&
        Number(ts) > Number(questionTs) &&
        ts !== thread.ts &&
        !known.has(ts) &&
        !text.startsWith('<@') &&
        (metadata?.event_type == null || metadata.event_payload?.['question'] === questionTs),
    );
    return { ts: found?.ts ?? null };
  } catch (thrown) {
    return { failure: failureOf(thrown) };
  }
}

/** What follows one question until it is answered is little. */
const PAGE = 100;

/** Messages as `include_all_metadata` gives them. */
export const markedMessages = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        user: z.string().nullish(),
        text: z.string().default(''),
        metadata: z
          .object({
            event_type: z.string().nullish(),
            event_payload: z.record(z.string(), z.unknown()).nullish(),
          })
          .nullish(),
      }),
    )
    .default([]),
});
