import type { InputPart, ModelMessage } from '../core/model.ts';
import type { CutBy } from './consultation.ts';

/** What the host itself says to the model. It stands in a tag that no data can write (see `quoteData`). */
function hostNote(text: string): InputPart {
  return { type: 'text', text: `<host_note>${text}</host_note>` };
}

export const conclude =
  'This is your last step: a limit is near. Use no more tools. Write the best answer that what you know allows, shorter than planned, and say what you could not look at.';

export const goOn =
  'Your reply reached its length limit. Continue exactly where it stopped, in the middle of the sentence if need be. Repeat nothing, and come to an end soon.';

export const sayIt = 'You wrote no answer. Write it now.';

export const handOverNow =
  'Your prose stands. Hand over its structure now: call `recommend` once. Write no text.';

/** What did not hold, and how to mend it. Told once. */
export function mendIt(complaints: readonly string[], structureMissing: boolean): string {
  const list = complaints.map((complaint, index) => `${index + 1}. ${complaint}`).join('\n');
  const after = structureMissing
    ? 'Then call `recommend` in the same reply.'
    : 'Call `recommend` again only if what you handed over changes with it.';
  return `Nothing of this is final yet. The host checked your answer, and this did not hold:\n${list}\nWrite the whole answer again as it shall stand in the thread, corrected and otherwise unchanged, without a word about this note. Mend code so that it passes. A number that you cannot back is left out, computed with a tool, derived in a shown calculation, or listed under "Assumptions" as one. A source that you did not read is left out. ${after}`;
}

/** Adds a part to the end of the conversation, which by then is a user's turn or becomes one. */
export function withNote(messages: readonly ModelMessage[], text: string): readonly ModelMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'user') return [...messages, { role: 'user', content: [hostNote(text)] }];
  return [...messages.slice(0, -1), { role: 'user', content: [...last.content, hostNote(text)] }];
}

/** What people read under an answer that a limit ended. */
export function cutSentence(by: CutBy): string {
  switch (by) {
    case 'rounds':
      return '_I stopped here because I reached the number of steps that one answer may take. Ask me to go on, and I continue from here._';
    case 'tokens':
      return '_I stopped here because this answer reached its token limit. Ask me to go on, or ask for a smaller part._';
    case 'dollars':
      return '_I stopped here because the money set aside for one answer is used up. Ask me to go on, or ask for a smaller part._';
    case 'time':
      return '_I stopped here because this answer took too long. Ask me to go on, and I continue from here._';
    case 'length':
      return '_This answer reached its greatest length and is cut here. Ask me to go on, and I continue from here._';
    case 'context':
      return '_This thread has become too long for the model, so the answer is cut here. Start a new thread with the essentials to go on._';
  }
}

export const refusedSentence =
  'The model declined to answer this, so I have nothing to offer here. If it was an ordinary architecture question, try to put it in other words; the rest of the thread is not affected.';
