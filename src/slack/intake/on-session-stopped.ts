import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Bot } from './bot.ts';
import type { Handled } from './handled.ts';
import { slackId, slackTs } from './ids.ts';
import type { Intake } from './intake.ts';

export interface OnSessionStopped {
  readonly bot: Bot;
  readonly intake: Intake;
  readonly delivery: WebClient;
}

/**
 * The Stop button. Slack has closed the streams already; the spinner stays for up to an hour unless the app takes
 * the session off `processing`. The reply does so as it ends; here for the case that nobody is answering any more.
 */
export async function onSessionStopped(
  event: unknown,
  { bot, intake, delivery }: OnSessionStopped,
): Promise<Handled> {
  const stopped = sessionStopped.safeParse(event);
  if (!stopped.success) return { outcome: 'unreadable' };
  const { channel, thread_ts } = stopped.data;
  const engaged = await intake.stop({ team: bot.team, channel, ts: thread_ts });
  return {
    outcome: engaged ? 'stopped' : 'not-ours',
    afterwards: () =>
      delivery.agents.sessions.setStatus({ channel_id: channel, thread_ts, status: 'active' }),
  };
}

const sessionStopped = z.object({
  channel: slackId,
  thread_ts: slackTs,
});
