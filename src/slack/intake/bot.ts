import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { IncomingMessage } from '../../core/message.ts';
import { slackId } from './ids.ts';

/** Who we are in the workspace that installed us. */
export interface Bot {
  /** The bot user that people mention. */
  readonly userId: string;
  /** Null where Slack does not say. */
  readonly botId: string | null;
  /**
   * The installing workspace. Threads are keyed by it on every path; what a body calls `team_id` may be the
   * author's workspace in a channel that two companies share.
   */
  readonly team: string;
  /** Address of the workspace, "https://acme.slack.com/"; null where Slack does not say. */
  readonly url: string | null;
}

/** The workspace of a guest, as a message names it; of the installing workspace's own people, nothing. */
export function guestTeam(
  team: string | null | undefined,
  bot: Pick<Bot, 'team'>,
): Pick<IncomingMessage, 'userTeam'> {
  return team == null || team === bot.team ? {} : { userTeam: team };
}

/** Asks Slack whose the token is. Throws when Slack refuses it, cannot be reached, or names nobody. */
export async function whoAmI(client: WebClient): Promise<Bot> {
  const answer = identity.safeParse(await client.auth.test());
  if (!answer.success) throw new Error('Slack does not say whose the bot token is');
  const { user_id: userId, bot_id: botId = null, team_id: team, url = null } = answer.data;
  return { userId, botId, team, url };
}

const identity = z.object({
  user_id: slackId,
  bot_id: slackId.optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .catch(undefined),
  team_id: slackId,
});
