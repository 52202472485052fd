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
export type Question = Pick<
  IncomingMessage,
  'kind' | 'text' | 'files' | 'agent' | 'request' | 'press'
>;

/** Asked, or the sentence for the person. */
export type Asked = { readonly asked: string } | { readonly refused: string };

/**
 * The way of a question that is no message: command, modal, shortcut, button. First the marker, whose `ts` becomes
 * the question's identity, then the store, then the caller acknowledges. What Slack delivers again, maybe to another
 * process, is known by its `press`, in the thread where it was pressed; what begins a thread has none. Never rejects:
 * the person waits for a sentence.
 */
export async function askAloud(marker: Marker, question: Question, on: AskAloud): Promise<Asked> {
  const { channel, threadTs, user, userTeam } = marker;
  const { team } = on.bot;
  const receipt = on.receive();
  let ts: string;
  try {
    if (threadTs !== undefined && question.press !== undefined) {
      const known = await on.intake.knows({ team, channel, ts: threadTs }, question.press);
      if (known) return { asked: 'repeated' };
    }
  } catch (thrown) {
    return { refused: notStored(thrown, channel, receipt, on) };
  }
  try {
    ts = await postMarker(on.delivery, marker);
  } catch (thrown) {
    on.log.warn({ channel, reason: redact(toError(thrown).message) }, 'could not post a marker');
    return { refused: isKeptOut(refusalOf(thrown)) ? KEPT_OUT : SLACK_REFUSED };
  }
  try {
    const thread = { team, channel, ts: threadTs ?? ts };
    const from = userTeam == null || userTeam === team ? {} : { userTeam };
    const outcome = await on.intake.accept({ thread, ts, user, ...from, ...question, ...receipt });
    // Another process stored it while our marker was on its way.
    if (outcome === 'repeated') await spoil(channel, ts, TWICE, on);
    return { asked: outcome };
  } catch (thrown) {
    const sentence = notStored(thrown, channel, receipt, on);
    await spoil(channel, ts, sentence, on);
    return { refused: sentence };
  }
}

function notStored(
  thrown: unknown,
  channel: string,
  { traceId }: ReturnType<Receive>,
  { log }: AskAloud,
): string {
  log.error({ channel, traceId, reason: toError(thrown).message }, 'a question was not stored');
  return `I could not take this question, please ask again in a moment. (reference ${traceId})`;
}

async function spoil(channel: string, ts: string, sentence: string, on: AskAloud): Promise<void> {
  try {
    await spoilMarker(on.delivery, { channel, ts }, sentence);
  } catch (thrown) {
    const reason = redact(toError(thrown).message);
    on.log.warn({ channel, reason }, 'a marker without an answer stays as it is');
  }
}

const TWICE = '_Slack told me this twice; it is taken above._';

export const KEPT_OUT =
  'I cannot write in this channel. Add me with `/invite @architect`, or write to me directly.';

const SLACK_REFUSED = 'Slack did not take my message, please try again in a moment.';
