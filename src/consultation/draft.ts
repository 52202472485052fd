import type { ConsultationEvent } from './consultation.ts';

/** The text that stands in the thread so far. Makes the events that bring it there, and those that take it back. */
export interface Draft {
  /** Text that the model writes in this round. */
  write(text: string): ConsultationEvent;
  /** A paragraph of its own. */
  paragraph(text: string): ConsultationEvent;
  /** What was written in this round stays. `unfinished`: the next round goes on in the middle of the sentence. */
  keep(end?: 'finished' | 'unfinished'): void;
  /** Takes this round's text back. What was kept follows the `discard` again, for that takes back everything. */
  rewind(): readonly ConsultationEvent[];
  /** Takes everything back. */
  clear(): readonly ConsultationEvent[];
  text(): string;
  /** What the model wrote in this round. */
  roundText(): string;
}

export function createDraft(): Draft {
  let kept = '';
  let round = '';
  let unfinished = false;

  const append = (text: string): ConsultationEvent => {
    round += text;
    return { type: 'text', markdown: text };
  };
  return {
    write: (text) => append(round === '' && !unfinished ? gap(kept) + text : text),
    paragraph: (text) => append(gap(kept + round) + text),
    keep(end = 'finished') {
      kept += round;
      round = '';
      unfinished = end === 'unfinished';
    },
    rewind() {
      if (round === '') return [];
      round = '';
      const again: ConsultationEvent[] = kept === '' ? [] : [{ type: 'text', markdown: kept }];
      return [{ type: 'discard' }, ...again];
    },
    clear() {
      const events: ConsultationEvent[] = kept + round === '' ? [] : [{ type: 'discard' }];
      [kept, round, unfinished] = ['', '', false];
      return events;
    },
    text: () => kept + round,
    roundText: () => round,
  };
}

/** What makes the next text a paragraph of its own. */
function gap(before: string): string {
  if (before === '' || before.endsWith('\n\n')) return '';
  return before.endsWith('\n') ? '\n' : '\n\n';
}
