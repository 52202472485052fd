import type { WebClient } from '@slack/web-api';
import type { IncomingMessage } from '../../core/message.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { redact } from '../logger.ts';
import { refusalOf } from '../refusal.ts';
import type { Bot } from './bot.ts';
import type { Intake } from './intake.ts';
import { isKeptOut, postMarker, spoilMarker, type Marker } from './marker.ts';
import type { Receive } from './receive.ts';

export interface AskAloud {
  readonly bot: Bot;
  readonly intake: Intake;
  readonly delivery: WebClient;
  readonly receive: Receive;
  readonly log: Log;
}

/** What is asked, without its identity, which is the marker's. */
export type Question = Pick<IncomingMessage, 'kind' | 'text' | 'files' | 'agent' | 'request'>;

/** Asked, or the sentence for the person. */
export type Asked = { readonly asked: string } | { readonly refused: string };

/**
 * The way of a question that is no message: command, modal, shortcut, button. First the marker, whose `ts` becomes
 * the question's identity, then the store, then the caller acknowledges. Never rejects: the person waits for a
 * sentence, and a redelivery would post a second marker.
 */
export async function askAloud(marker: Marker, question: Question, on: AskAloud): Promise<Asked> {
  const { channel, threadTs, user, userTeam } = marker;
  let ts: string;
  try {
    ts = await postMarker(on.delivery, marker);
  } catch (thrown) {
    on.log.warn({ channel, reason: redact(toError(thrown).message) }, 'could not post a marker');
    return { refused: isKeptOut(refusalOf(thrown)) ? KEPT_OUT : SLACK_REFUSED };
  }
  const receipt = on.receive();
  try {
    const thread = { team: on.bot.team, channel, ts: threadTs ?? ts };
    const from = userTeam == null || userTeam === on.bot.team ? {} : { userTeam };
    const outcome = await on.intake.accept({ thread, ts, user, ...from, ...question, ...receipt });
    return { asked: outcome };
  } catch (thrown) {
    const { traceId } = receipt;
    on.log.error(
      { channel, traceId, reason: toError(thrown).message },
      'a question was not stored',
    );
    const sentence = `I could not take this question, please ask again in a moment. (reference ${traceId})`;
    await spoil(channel, ts, sentence, on);
    return { refused: sentence };
  }
}

async function spoil(channel: string, ts: string, sentence: string, on: AskAloud): Promise<void> {
  try {
    await spoilMarker(on.delivery, { channel, ts }, sentence);
  } catch (thrown) {
    const reason = redact(toError(thrown).message);
    on.log.warn({ channel, reason }, 'a marker without an answer stays as it is');
  }
}

export const KEPT_OUT =
  'I cannot write in this channel. Add me with `/invite @architect`, or write to me directly.';

const SLACK_REFUSED = 'Slack did not take my message, please try again in a moment.';
