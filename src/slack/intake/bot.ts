import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/** Who we are in the workspace that installed us. */
export interface Bot {
  /** The bot user that people mention. */
  readonly userId: string;
  readonly botId: string;
  /**
   * The installing workspace. Threads are keyed by it on every path; what a body calls `team_id` may be the
   * author's workspace in a channel that two companies share.
   */
  readonly team: string;
}

/** Asks Slack whose the token is. Throws when Slack refuses it, cannot be reached, or the token is no bot's. */
export async function whoAmI(client: WebClient): Promise<Bot> {
  const answer = identity.safeParse(await client.auth.test());
  if (!answer.success) throw new Error('the Slack token is not the token of a bot (xoxb-…)');
  return { userId: answer.data.user_id, botId: answer.data.bot_id, team: answer.data.team_id };
}

const identity = z.object({
  user_id: z.string().regex(/^[A-Z0-9]+$/),
  bot_id: z.string(),
  team_id: z.string().regex(/^[A-Z0-9]+$/),
});
