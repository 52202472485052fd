import type { Conversation } from '../core/conversation.ts';
import type { IncomingMessage } from '../core/message.ts';
import type { ThreadRequest } from '../core/request.ts';

/**
 * What a person asks for in set words instead of by a button: "panel: …", and "second opinion" or "second opinion from
 * security-reviewer" below an answer. Few and exact, for a question that is taken for an order is lost.
 */
export function requestIn(
  { request, text }: IncomingMessage,
  { messages }: Conversation,
): ThreadRequest | undefined {
  if (request !== undefined) return request;
  if (isPanel(text)) return { type: 'panel' };
  const match = /^(?:a )?second opinion(?:,? please|(?: from| of| by)? @?([\w-]+))?[.!?]*$/i.exec(
    text.trim(),
  );
  // A word of the bot itself is nobody's opinion.
  const answer = messages.findLast((message) => message.role === 'agent' && message.agent !== null);
  if (match === null || answer === undefined) return undefined;
  const [, agent] = match;
  return { type: 'second-opinion', at: answer.ts, ...(agent === undefined ? {} : { agent }) };
}

/** The question of "panel: …", or of a command, which brings it bare. */
export function panelQuestion(text: string): string {
  return text.replace(panel, '').trim();
}

function isPanel(text: string): boolean {
  return panel.test(text) && panelQuestion(text) !== '';
}

const panel = /^\s*panel\s*:\s*/i;
