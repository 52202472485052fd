import { waitingRoom, type Marker } from '../../core/marker.ts';
import type { IncomingMessage } from '../../core/message.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { guestTeam, type Bot } from './bot.ts';
import type { SlashCommand } from './delivery.ts';
import type { Intake } from './intake.ts';
import type { Receive } from './receive.ts';

export interface AskAloud {
  readonly bot: Bot;
  readonly intake: Intake;
  readonly receive: Receive;
  readonly log: Log;
}

/** Who asks, and where. */
export interface Asker extends Pick<Marker, 'threadTs' | 'responseUrl'> {
  readonly channel: string;
  readonly user: string;
  /** The person's workspace, as Slack tells it. */
  readonly userTeam?: string | null | undefined;
  /** What Slack says again when it delivers the same once more, maybe to another process. */
  readonly press: string;
}

/** Who ran a command. */
export function commander({
  channel_id: channel,
  user_id: user,
  team_id: userTeam,
  trigger_id: trigger,
  response_url: responseUrl,
}: SlashCommand): Asker {
  const reached = responseUrl === undefined ? {} : { responseUrl };
  return { channel, user, userTeam, press: `command:${trigger}`, ...reached };
}

/** What is asked, and how its marker shows it. */
export type Question = Pick<IncomingMessage, 'kind' | 'text' | 'files' | 'agent' | 'request'> &
  Pick<Marker, 'did' | 'verbatim'>;

/** Stored, or the sentence for the person. */
export type Asked = { readonly asked: string } | { readonly refused: string };

/**
 * The way of a question that is no message: command, modal, shortcut, button. It is stored, the caller acknowledges,
 * and a worker posts its marker, which gives it its place. Never rejects: the person waits for a sentence.
 */
export async function askAloud(
  { channel, user, userTeam, press, ...where }: Asker,
  { did, verbatim, ...question }: Question,
  { bot, intake, receive, log }: AskAloud,
): Promise<Asked> {
  const receipt = receive();
  const thread = waitingRoom({ team: bot.team, channel }, press);
  const marker = { ...where, did, ...(verbatim === undefined ? {} : { verbatim }) };
  const asker = { user, ...guestTeam(userTeam, bot) };
  const stored = { thread, ts: thread.ts, ...asker, ...question, ...receipt, marker };
  try {
    return { asked: await intake.accept(stored) };
  } catch (thrown) {
    const { traceId } = receipt;
    log.error({ channel, traceId, reason: toError(thrown).message }, 'a question was not stored');
    const refused = `I could not take this question, please ask again in a moment. (reference ${traceId})`;
    return { refused };
  }
}
