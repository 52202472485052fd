import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { describeRequest } from '../../core/describe-request.ts';
import type { ThreadRequest } from '../../core/request.ts';
import { askAloud, type AskAloud } from './ask-aloud.ts';
import type { Handled } from './handled.ts';
import { slackId, slackTs } from './ids.ts';
import type { Once } from './once.ts';

export interface OnReaction extends AskAloud {
  readonly delivery: WebClient;
  readonly lookup: WebClient;
  readonly once: Once;
  /** Name of the reaction that saves a decision, without colons. */
  readonly decisionReaction: string;
  /** In a channel that is shared with another workspace. */
  readonly shared: boolean;
}

/** A reaction to an answer that saves it as a decision: the same as the button under it. */
export async function onReaction(event: unknown, on: OnReaction): Promise<Handled> {
  const parsed = reactionAdded.safeParse(event);
  if (!parsed.success) return { outcome: 'unreadable' };
  const { user, reaction, item, item_user: author, user_team: userTeam } = parsed.data;
  const { event_ts: at } = parsed.data;
  // A skin tone is part of the name: "+1::skin-tone-2".
  if (reaction.split('::')[0] !== on.decisionReaction) return { outcome: 'other-reaction' };
  if (author !== on.bot.userId) return { outcome: 'not-ours' };
  // Slack does not say of which workspace somebody is who reacts; of who presses a button it does.
  if (on.shared && userTeam == null) {
    const afterwards = () =>
      on.delivery.chat.postEphemeral({ channel: item.channel, user, text: PRESS_INSTEAD });
    return { outcome: 'whose-reaction', afterwards };
  }
  return on.once(`${item.channel}:${item.ts}:${user}:${reaction}`, async () => {
    const root = await rootOf(item, on.lookup);
    if (root === null) return { outcome: 'no-message' };
    const request: ThreadRequest = { type: 'save-decision', at: item.ts };
    const { did, text } = describeRequest(request);
    const press = `reaction:${item.ts}:${user}:${at ?? ''}`;
    const asked = await askAloud(
      { channel: item.channel, threadTs: root, user, userTeam, press },
      { did, kind: 'mention', text, files: [], request },
      on,
    );
    return { outcome: 'asked' in asked ? asked.asked : 'refused' };
  });
}

/** The event does not say in which thread the message stands. */
async function rootOf(
  { channel, ts }: { readonly channel: string; readonly ts: string },
  lookup: WebClient,
): Promise<string | null> {
  const answer = await lookup.conversations.replies({ channel, ts, limit: 1 });
  const [message] = replies.parse(answer).messages;
  return message === undefined ? null : (message.thread_ts ?? message.ts);
}

const PRESS_INSTEAD =
  'In a channel that is shared with another workspace I save no decision by a reaction, since Slack does not tell me whose it is. Press *Save as decision* under the answer.';

const reactionAdded = z.object({
  user: slackId,
  reaction: z.string(),
  item_user: z.string().nullish(),
  user_team: z.string().nullish(),
  event_ts: z.string().nullish(),
  item: z.object({
    type: z.literal('message'),
    channel: slackId,
    ts: slackTs,
  }),
});

const replies = z.object({
  messages: z.array(z.object({ ts: slackTs, thread_ts: slackTs.nullish() })).default([]),
});
