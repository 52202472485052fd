import type { Conversations } from '../../core/conversation.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { Thread } from '../../core/thread.ts';
import type { Bot } from './bot.ts';
import type { BlockAction } from './delivery.ts';
import { evidenceModal } from './evidence-modal.ts';
import type { Handled } from './handled.ts';
import { openForm, type OpenForm } from './open-form.ts';

export interface OnEvidence extends OpenForm {
  readonly bot: Bot;
  readonly conversations: Conversations;
}

/** Shows the one who pressed what the answer rests on, as it was stored with the answer. */
export async function onEvidence(
  { channel, message, trigger_id }: BlockAction,
  on: OnEvidence,
): Promise<Handled> {
  const thread = { team: on.bot.team, channel: channel.id, ts: message.thread_ts ?? message.ts };
  const evidence = await stored(thread, message.ts, on);
  // Where it does not open the person sees so, and presses again.
  if (!(await openForm(trigger_id, evidenceModal(evidence), on))) return { outcome: 'no-modal' };
  return { outcome: evidence.length === 0 ? 'gone' : 'modal' };
}

/** The button shows a moment before its answer is stored: files are posted in between. */
async function stored(
  thread: Thread,
  answerTs: string,
  { conversations, clock }: Pick<OnEvidence, 'conversations' | 'clock'>,
): Promise<readonly Evidence[]> {
  for (let look = 1; ; look += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    const { messages } = await conversations.load(thread);
    const answer = messages.find(({ role, ts }) => role === 'agent' && ts === answerTs);
    if (answer?.role === 'agent') return answer.evidence ?? [];
    if (look === LOOKS) return [];
    // oxlint-disable-next-line no-await-in-loop -- the wait before the next look
    await clock.sleep(LOOK_AGAIN_MS);
  }
}

/** Together less than the three seconds that a press may take and its `trigger_id` lives. */
const LOOKS = 4;
const LOOK_AGAIN_MS = 500;
