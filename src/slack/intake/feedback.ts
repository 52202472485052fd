import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../core/clock.ts';
import type { Conversations } from '../../core/conversation.ts';
import { FEEDBACK_VALUES } from '../callbacks.ts';
import type { Bot } from './bot.ts';
import type { BlockAction } from './delivery.ts';
import type { Handled } from './handled.ts';

export interface OnFeedback {
  readonly bot: Bot;
  readonly conversations: Conversations;
  readonly delivery: WebClient;
  readonly clock: Clock;
}

/** The thumbs under an answer: kept for the person who pressed, stored before Slack is told. */
export async function onFeedback(
  { user, channel, message }: BlockAction,
  value: string,
  { bot, conversations, delivery, clock }: OnFeedback,
): Promise<Handled> {
  const verdict = verdictOf(value);
  if (verdict === null) return { outcome: 'unreadable' };
  const thread = { team: bot.team, channel: channel.id, ts: message.thread_ts ?? message.ts };
  const { messages } = await conversations.load(thread);
  const answer = messages.find(({ role, ts }) => role === 'agent' && ts === message.ts);
  await conversations.saveFeedback(thread, {
    answerTs: message.ts,
    user: user.id,
    verdict,
    agent: answer?.role === 'agent' ? answer.agent : null,
    at: clock.now(),
  });
  return {
    outcome: verdict,
    afterwards: () =>
      delivery.chat.postEphemeral({
        channel: channel.id,
        user: user.id,
        thread_ts: thread.ts,
        text: verdict === 'good' ? THANKS : SORRY,
      }),
  };
}

function verdictOf(value: string): 'good' | 'bad' | null {
  if (value === FEEDBACK_VALUES.positive) return 'good';
  return value === FEEDBACK_VALUES.negative ? 'bad' : null;
}

const THANKS = 'Thank you, noted.';
const SORRY =
  'Thank you, noted. Write here what was missing or wrong, and I will look at it again.';
