import type { WebClient } from '@slack/web-api';
import type { Conversations } from '../../core/conversation.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { redact } from '../logger.ts';
import type { Bot } from './bot.ts';
import type { BlockAction } from './delivery.ts';
import { evidenceModal } from './evidence-modal.ts';
import type { Handled } from './handled.ts';

export interface OnEvidence {
  readonly bot: Bot;
  readonly conversations: Conversations;
  readonly delivery: WebClient;
  readonly log: Log;
}

/** Shows the one who pressed what the answer rests on, as it was stored with the answer. */
export async function onEvidence(
  { channel, message, trigger_id }: BlockAction,
  { bot, conversations, delivery, log }: OnEvidence,
): Promise<Handled> {
  const thread = { team: bot.team, channel: channel.id, ts: message.thread_ts ?? message.ts };
  const { messages } = await conversations.load(thread);
  const answer = messages.find(({ role, ts }) => role === 'agent' && ts === message.ts);
  const evidence = answer?.role === 'agent' ? (answer.evidence ?? []) : [];
  try {
    await delivery.views.open({ trigger_id, view: evidenceModal(evidence) });
    return { outcome: evidence.length === 0 ? 'gone' : 'modal' };
  } catch (thrown) {
    // The person sees that nothing opened, and presses again.
    log.warn({ reason: redact(toError(thrown).message) }, 'could not open the modal');
    return { outcome: 'no-modal' };
  }
}
