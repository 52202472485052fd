import type { Conversation, ConversationMessage } from '../core/conversation.ts';
import type { InputPart, ModelMessage } from '../core/model.ts';
import { otherAnswerBlock, ownAnswerText, personBlock, quoteData } from './transcript.ts';

/** Sent verbatim at most, should no digest be to be had for a while. */
const mostMessages = 60;
const mostCharacters = 200_000;
/** Cut in steps: between two cuts the request only grows, and its prefix stays cached. */
const cutStep = 5;

/** The request's messages before the new ones. Bounded, however long the thread is. */
export interface History {
  readonly messages: readonly ModelMessage[];
  /** How many messages are neither in the digest nor sent: there was no digest when it was needed. */
  readonly leftOut: number;
}

/** The digest, then what follows it verbatim; without a digest the oldest are left out, and it is said. */
export function history(conversation: Conversation, agent: string): History {
  const { messages, digest, digestedCount } = conversation;
  const covered = digest === null ? 0 : digestedCount;
  const start = verbatimStart(messages, covered);
  const preface = digest === null ? [] : [digestPart(digest)];
  const gap = start === covered ? [] : [gapPart(start - covered)];
  const parts: InputPart[] = [...preface, ...gap];
  const turns = messages.slice(start).map((message) => toTurn(message, agent));
  const opening: ModelMessage[] = parts.length === 0 ? [] : [{ role: 'user', content: parts }];
  return { messages: mergeTurns([...opening, ...turns]), leftOut: start - covered };
}

/** Text of new messages and of history take the same way into a request. */
export function mergeTurns(turns: readonly ModelMessage[]): readonly ModelMessage[] {
  const merged: ModelMessage[] = [];
  for (const turn of turns) {
    const last = merged.at(-1);
    if (last?.role === 'user' && turn.role === 'user') {
      merged[merged.length - 1] = { role: 'user', content: [...last.content, ...turn.content] };
    } else if (last?.role === 'assistant' && turn.role === 'assistant') {
      merged[merged.length - 1] = {
        role: 'assistant',
        content: [...last.content, ...turn.content],
      };
    } else if (last === undefined && turn.role === 'assistant') {
      // A request begins with a person; a thread may begin with the bot.
      merged.push({ role: 'user', content: [{ type: 'text', text: '<thread_start/>' }] }, turn);
    } else {
      merged.push(turn);
    }
  }
  return merged;
}

function toTurn(message: ConversationMessage, agent: string): ModelMessage {
  if (message.role === 'person') return userText(personBlock(message));
  if (message.agent !== agent || message.text.trim() === '')
    return userText(otherAnswerBlock(message));
  return { role: 'assistant', content: [{ type: 'text', text: ownAnswerText(message) }] };
}

function userText(text: string): ModelMessage {
  return { role: 'user', content: [{ type: 'text', text }] };
}

/** The first message that is sent verbatim: the digest's end, or as many steps later that the rest fits. */
function verbatimStart(messages: readonly ConversationMessage[], covered: number): number {
  let start = covered;
  while (!fits(messages.slice(start)) && start + cutStep < messages.length) start += cutStep;
  return start;
}

function fits(messages: readonly ConversationMessage[]): boolean {
  return messages.length <= mostMessages && characters(messages) <= mostCharacters;
}

/** What the messages take up in a request, about. */
export function characters(messages: readonly ConversationMessage[]): number {
  return messages.reduce((sum, message) => sum + Math.min(message.text.length, 16_100) + 100, 0);
}

function digestPart(digest: string): InputPart {
  const text = `<thread_digest>\nWhat was said before, in short. Times are in brackets.\n\n${quoteData(digest)}\n</thread_digest>`;
  return { type: 'text', text };
}

function gapPart(count: number): InputPart {
  return {
    type: 'text',
    text: `<thread_gap messages="${count}">These messages are not shown. Say so if the question needs them.</thread_gap>`,
  };
}
