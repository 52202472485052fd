import { ANSWER_FEEDBACK, EVIDENCE, isAgentChoice, isRequest } from '../callbacks.ts';
import { onAgentChoice, type AgentChoice } from './agent-choice.ts';
import type { BlockAction } from './delivery.ts';
import { onEvidence, type OnEvidence } from './evidence.ts';
import { onFeedback, type OnFeedback } from './feedback.ts';
import type { Handled } from './handled.ts';
import type { Once } from './once.ts';
import { onRequest, type OnRequest } from './request.ts';

export interface OnAction extends AgentChoice, OnEvidence, OnFeedback, OnRequest {
  readonly once: Once;
}

/** A button was pressed, or something chosen in a menu, under an answer. */
export async function onAction(action: BlockAction, on: OnAction): Promise<Handled> {
  const [pressed] = action.actions;
  const value = pressed?.value ?? pressed?.selected_option?.value;
  if (pressed === undefined || value == null) return { outcome: 'unreadable' };
  const { action_id: id } = pressed;
  // A second press by the same person on the same answer.
  const key = `${action.channel.id}:${action.message.ts}:${action.user.id}:${value}`;
  if (id === ANSWER_FEEDBACK) return onFeedback(action, value, on);
  if (id === EVIDENCE) return on.once(action.trigger_id, () => onEvidence(action, on));
  if (isAgentChoice(id)) return on.once(key, () => onAgentChoice(action, value, on));
  if (!isRequest(id)) return { outcome: 'ignored' };
  // A redelivery comes within minutes; a second press on purpose, after an edit, is a second request.
  return on.once(action.trigger_id, () =>
    on.once(key, () => onRequest(action, value, on), DOUBLE_PRESS_MS),
  );
}

/** Longer than an impatient double press, shorter than it takes to change something and press again. */
const DOUBLE_PRESS_MS = 5_000;
