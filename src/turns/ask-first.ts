import { questionsFirst } from '../consultation/ask-first/ask-first.ts';
import { writeQuestions } from '../consultation/ask-first/questions.ts';
import type { Agent } from '../core/agent.ts';
import type { Dispatch } from '../core/dispatch.ts';
import type { Requirement } from '../core/settings.ts';
import { noUsage } from '../core/usage.ts';
import { type Responding, ownerAfter } from './responding.ts';
import type { Said } from './said.ts';

/** Answers a question by the questions that must be asked before it. Null: it can be answered at once. */
export function askFirst(
  turn: Responding,
  agent: Agent,
  dispatch: Dispatch,
  { requirements, hasModel }: { requirements: readonly Requirement[]; hasModel: boolean },
): Said | null {
  const { claim, question, reply } = turn;
  const { conversation } = claim;
  const form = questionsFirst({ conversation, messages: question.messages, requirements });
  if (form === null) return null;
  const text = writeQuestions(form);
  reply.append(text);
  return {
    text,
    agent: agent.id,
    owner: ownerAfter(claim, dispatch),
    ending: {
      outcome: 'answered',
      footer: `${agent.name} · questions first${hasModel ? '' : ' · no model'}`,
      feedback: false,
      form,
    },
    usage: noUsage,
    model: null,
    failure: null,
  };
}
