import type { ConversationMessage } from '../core/conversation.ts';
import { clipEvidence } from '../core/evidence.ts';
import type { CompletedTurn } from '../core/inbox.ts';
import type { Question } from './question.ts';
import type { Said } from './said.ts';

/** What the transcript gains: all that people wrote, and the answer where there is one. */
export function recordOf(question: Question, said: Said, answerTs: string | null): CompletedTurn {
  const people = question.all.map(({ ts, user, text, files }): ConversationMessage => {
    return { role: 'person', ts, user, text, files };
  });
  const { text, agent, owner, usage, digest, evidence, recommendation, fulfilled } = said;
  const behind = {
    ...(evidence === undefined || evidence.length === 0
      ? {}
      : { evidence: evidence.map(clipEvidence) }),
    ...(recommendation === undefined ? {} : { recommendation }),
    ...(fulfilled === undefined ? {} : { fulfilled }),
  };
  const answer: ConversationMessage[] =
    answerTs === null ? [] : [{ role: 'agent', ts: answerTs, agent, text, ...behind }];
  return {
    messages: [...people, ...answer],
    owner,
    usage,
    ...(digest === undefined ? {} : { digest }),
  };
}
