import type { ConsultationEvent } from '../consultation.ts';
import type { Draft } from '../draft.ts';
import type { Inspection } from './inspection.ts';
import { insertMarks, markFence } from './marks.ts';

/**
 * Gives out what is still held back when an answer ended before its time. What did not pass, or was not checked to the
 * end, is marked as such: half an answer is shown, but not as if it were proved.
 */
export async function releaseHeld(
  draft: Draft,
  inspection: Inspection,
): Promise<readonly ConsultationEvent[]> {
  const text = draft.text();
  if (draft.shown() === text) return [];
  await inspection.settle(text);
  const marks = inspection
    .blocks(text)
    .filter(({ result }) => result?.verdict !== 'passed')
    .map(({ fence, result }) =>
      markFence(text, fence, result?.summary ?? 'the check did not come to an end'),
    );
  return draft.replace(insertMarks(text, marks));
}
