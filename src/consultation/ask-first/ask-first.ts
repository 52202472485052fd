import type { Conversation } from '../../core/conversation.ts';
import type { IncomingMessage } from '../../core/message.ts';
import type { FormQuestion } from '../../core/reply.ts';
import type { Requirement } from '../../core/settings.ts';
import { requestKind } from '../request-kind.ts';
import { facts, statedFacts } from './facts.ts';
import { questionsFor } from './questions.ts';

/** What is known of a thread when its first answer is due. */
interface Beginning {
  readonly conversation: Conversation;
  readonly messages: readonly IncomingMessage[];
  /** What the channel keeps: it counts as stated. */
  readonly requirements: readonly Requirement[];
}

/**
 * The questions that come before an answer, or null where it can be given at once. Asked of a design, or a review of a
 * whole, whose critical facts nobody stated; once, at the beginning of a thread. Never where people brought material,
 * asked for something narrow, or said not to be asked. Decided by words and numbers, not by a model.
 */
export function questionsFirst(beginning: Beginning): readonly FormQuestion[] | null {
  const { conversation, messages, requirements } = beginning;
  const text = messages.map((message) => message.text).join('\n');
  const isFirst = conversation.messages.every(
    (message) => message.role === 'person' || message.agent === null,
  );
  if (!isFirst || bringsMaterial(messages, text) || waives.test(text)) return null;
  if (requestKind(text) === 'narrow') return null;
  const said = [...conversation.messages, ...messages].map((message) => message.text).join('\n');
  const stated = new Set(statedFacts(said));
  for (const fact of facts) if (requirements.some(({ id }) => id === fact)) stated.add(fact);
  const critical = (['load', 'data', 'targets'] as const).filter((fact) => !stated.has(fact));
  const missing = facts.length - stated.size;
  return missing < FEW_MISSING || critical.length === 0 ? null : questionsFor(stated);
}

/** Fewer than this many unknowns are assumed and listed; a form would cost more than it brings. */
const FEW_MISSING = 4;

/** A request for a review in so many words has described what there is. */
const DESCRIBED_WORDS = 120;

function bringsMaterial(messages: readonly IncomingMessage[], text: string): boolean {
  const brought = messages.some(
    ({ files, request, kind }) =>
      files.length > 0 ||
      request !== undefined ||
      kind === 'schema-review' ||
      kind === 'api-review',
  );
  return brought || text.includes('```') || text.split(/\s+/).length > DESCRIBED_WORDS;
}

const waives =
  /\b(?:just assume|assume (?:the rest|whatever|sensible|reasonable|defaults?|anything)|make (?:reasonable )?assumptions|quick|(?:answer|tell me|just) (?:\w+ )?quickly|brief(?:ly)?|rough|no questions|do(?:n['’]?t| not) ask|keine (?:rück)?fragen|kurz|in short|en bref|sin preguntas)\b/i;
