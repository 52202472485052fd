import { isoDate } from '../core/clock.ts';
import type { Conversation, ConversationMessage } from '../core/conversation.ts';
import { compareTs } from '../core/timestamp.ts';
import type { DecisionDraft, DecisionSource } from '../core/decision.ts';
import { adrBody, adrBodyFromText } from './adr-body.ts';
import { toBody, toTitle } from './adr.ts';

type AgentMessage = Extract<ConversationMessage, { role: 'agent' }>;
type PersonMessage = Extract<ConversationMessage, { role: 'person' }>;

/**
 * The answer that a button or a reaction points to: at its question, at one of its messages (the transcript knows the
 * last), or at the files below it. Null where it is not remembered (any more).
 */
export function answerAt(conversation: Conversation, ts: string): AgentMessage | null {
  const answers = conversation.messages.filter((message) => message.role === 'agent');
  const next = answers.findIndex((answer) => compareTs(answer.ts, ts) >= 0);
  const answer = answers[next];
  // It stands there before the next question was asked: a file of the answer before.
  const isFile =
    answer !== undefined &&
    askedBefore(answer, conversation).every((question) => compareTs(question.ts, ts) > 0);
  return (isFile ? answers[next - 1] : undefined) ?? answer ?? answers.at(-1) ?? null;
}

/**
 * What is recorded of an answer. With a structure behind it, that structure, as a decision that people accept by
 * saving it; without one its words under the question, as a proposal.
 */
export function draftOf(
  answer: AgentMessage,
  conversation: Conversation,
  saving: {
    readonly source: DecisionSource;
    readonly savedBy: string;
    /** Milliseconds since the epoch. */
    readonly now: number;
    /** Makes a model's Markdown lead nowhere but where people pointed: a record outlives its thread. */
    readonly tame: (markdown: string) => string;
  },
): DecisionDraft {
  const { recommendation = null, agent } = answer;
  const question = wordsIn(askedBefore(answer, conversation));
  const { source, savedBy, now, tame } = saving;
  const common = { source, savedBy, agent, date: isoDate(now) };
  if (recommendation === null) {
    return {
      ...common,
      title: toTitle(firstSentence(question)) ?? 'A decision without a title',
      status: 'proposed',
      recommendation: null,
      body: toBody(tame(adrBodyFromText(question, answer.text))),
      revisit: null,
    };
  }
  const { when, by } = recommendation.revisit;
  return {
    ...common,
    title: toTitle(tame(recommendation.title)) ?? recommendation.title,
    status: 'accepted',
    recommendation,
    body: toBody(tame(adrBody(recommendation))),
    revisit: { when: tame(when), ...(by === undefined ? {} : { by }) },
  };
}

/** What people wrote since the answer before this one: what it answers. */
export function askedBefore(
  answer: AgentMessage,
  { messages }: Conversation,
): readonly PersonMessage[] {
  const at = messages.indexOf(answer);
  const since = messages.slice(0, at).findLastIndex(({ role }) => role === 'agent') + 1;
  return messages.slice(since, at).filter((message) => message.role === 'person');
}

/** Their words, one below the other. */
export function wordsIn(messages: readonly PersonMessage[]): string {
  const texts = messages.map(({ text }) => text.trim());
  return texts.filter((text) => text !== '').join('\n\n');
}

function firstSentence(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return /^.{12,}?[.?!](?=\s|$)/.exec(line)?.[0] ?? line;
}
