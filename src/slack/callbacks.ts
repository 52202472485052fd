/**
 * The ids that come back to us when a person presses something. A message or modal that was posted by an older
 * version lives on in Slack for years: an id is never renamed, only retired.
 */

/** The thumbs under an answer. Its values are `FEEDBACK_VALUES`. */
export const ANSWER_FEEDBACK = 'answer_feedback';

/** A button that asks another agent; its value is the agent's id. Several in one block: `agentChoiceId(n)`. */
const AGENT_CHOICE = 'agent_choice';

/** A button or a menu under an answer; its value is a `ThreadRequest` as JSON. Several in one block: `requestId(n)`. */
const REQUEST = 'request';

/** A menu of a form under an answer. Choosing does nothing yet; the form's buttons are requests. */
const FORM_FIELD = 'form_field';

/** The block of a form's menus: what was chosen comes back under its name. */
export const FORM_BLOCK = 'answer_form';

/** The modal that asks for what a request lacks. */
export const REQUEST_MODAL = 'request_modal';

/** Opens what the answer rests on. */
export const EVIDENCE = 'evidence';

/** The modal that `/schema-review` opens to paste into. */
export const SCHEMA_MODAL = 'schema_review_modal';

/** The modal that `/api-review` opens to paste into. */
export const API_MODAL = 'api_review_modal';

/** The modal of the message shortcut, with an optional question. */
export const ASK_MODAL = 'ask_architect_modal';

/** The message shortcut. */
export const ASK_SHORTCUT = 'ask_architect';

/** The slash commands. */
export const SCHEMA_COMMAND = '/schema-review';
export const API_COMMAND = '/api-review';
export const ARCHITECT_COMMAND = '/architect';

/** `value` of the positive and of the negative feedback button. */
export const FEEDBACK_VALUES = { positive: 'good', negative: 'bad' } as const;

/** Slack wants each action id of one block to be different. */
export function agentChoiceId(index: number): string {
  return `${AGENT_CHOICE}:${index}`;
}

export function isAgentChoice(actionId: string): boolean {
  return actionId === AGENT_CHOICE || actionId.startsWith(`${AGENT_CHOICE}:`);
}

export function requestId(index: number): string {
  return `${REQUEST}:${index}`;
}

export function isRequest(actionId: string): boolean {
  return actionId.startsWith(`${REQUEST}:`);
}

/** `id` is the question's. */
export function formFieldId(id: string): string {
  return `${FORM_FIELD}:${id}`;
}
