import type { ConversationMessage } from '../core/conversation.ts';
import type { FileRef, IncomingMessage } from '../core/message.ts';
import { clip, wellFormed } from '../lib/well-formed.ts';

/** One message may not fill the request: what is longer keeps its beginning and its end. */
const longestMessage = 16_000;
const keptEnd = 2_000;

type PersonMessage = Extract<ConversationMessage, { role: 'person' }>;

/**
 * A person's message as the model sees it: data with its author and time, in a tag that its text cannot close. The
 * same bytes when it is new and when it is history, so that the cached prefix holds.
 */
export function personBlock(
  message: Pick<PersonMessage | IncomingMessage, 'ts' | 'user' | 'text' | 'files'>,
): string {
  const { ts, user, text, files } = message;
  const shared = files.map((file) => `<slack_file ${fileAttributes(file)}/>\n`).join('');
  const body = text.trim() === '' ? '' : `${quoteData(shorten(text))}\n`;
  return `<slack_message ts="${ts}" author="${attribute(user)}">\n${body}${shared}</slack_message>`;
}

/** An answer that another agent gave: told as data, for it was not this one's word. */
export function otherAnswerBlock(message: Extract<ConversationMessage, { role: 'agent' }>): string {
  const agent = attribute(message.agent ?? 'none');
  return `<agent_answer ts="${message.ts}" agent="${agent}">\n${quoteData(shorten(message.text))}\n</agent_answer>`;
}

export function ownAnswerText(message: Extract<ConversationMessage, { role: 'agent' }>): string {
  return wellFormed(shorten(message.text));
}

export function fileAttributes(file: FileRef): string {
  return `name="${attribute(file.name)}" id="${attribute(file.id)}" bytes="${file.size}"`;
}

/** Makes text safe to stand between our tags: it can neither open nor close one. */
export function quoteData(text: string): string {
  return wellFormed(text).replace(/<(?=\/?(?:slack|agent|thread|host)_)/gi, '<\\');
}

function attribute(text: string): string {
  return wellFormed(text).replace(/[<>"\n\r]/g, '_');
}

function shorten(text: string): string {
  if (text.length <= longestMessage) return text;
  const left = text.length - longestMessage;
  const start = clip(text, longestMessage - keptEnd);
  return wellFormed(
    `${start}\n[… ${left} characters of this message are left out …]\n${text.slice(-keptEnd)}`,
  );
}
