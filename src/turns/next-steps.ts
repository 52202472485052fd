import type { Answer } from '../consultation/consultation.ts';
import type { ReplyAction } from '../core/reply.ts';
import type { Question } from './question.ts';

/** What can be pressed under an answer that recommends something. Both point to it by its question's `ts`. */
export function nextSteps(
  { outcome, model, recommendation }: Answer,
  { last }: Question,
): readonly ReplyAction[] {
  if (outcome !== 'answered' || model === null || recommendation === undefined) return [];
  return [
    { label: 'Save as decision', request: { type: 'save-decision', at: last.ts } },
    { label: 'Second opinion', request: { type: 'second-opinion', at: last.ts } },
  ];
}
