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
  /** Address of the workspace, "https://acme.slack.com/"; null where Slack does not say. */
  readonly url: string | null;
}

/** Asks Slack whose the token is. Throws when Slack refuses it, cannot be reached, or the token is no bot's. */
export async function whoAmI(client: WebClient): Promise<Bot> {
  const answer = identity.safeParse(await client.auth.test());
  if (!answer.success) throw new Error('the Slack token is not the token of a bot (xoxb-…)');
  const { user_id: userId, bot_id: botId, team_id: team, url = null } = answer.data;
  return { userId, botId, team, url };
}

const identity = z.object({
  user_id: z.string().regex(/^[A-Z0-9]+$/),
  bot_id: z.string(),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  team_id: z.string().regex(/^[A-Z0-9]+$/),
});
