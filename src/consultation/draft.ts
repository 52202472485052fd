import type { ConsultationEvent } from './consultation.ts';

/** The text that stands in the thread so far. Makes the events that bring it there, and those that take it back. */
export interface Draft {
  /** Text that the model writes in this round. */
  write(text: string): readonly ConsultationEvent[];
  /** A paragraph of its own. */
  paragraph(text: string): readonly ConsultationEvent[];
  /** What was written in this round stays. `unfinished`: the next round goes on in the middle of the sentence. */
  keep(end?: 'finished' | 'unfinished'): void;
  /** Takes this round's text back. What was kept follows the `discard` again, for that takes back everything. */
  rewind(): readonly ConsultationEvent[];
  /** Takes everything back. */
  clear(): readonly ConsultationEvent[];
  /** Puts another text in the place of all of it, with nothing held back any more. */
  replace(text: string): readonly ConsultationEvent[];
  /** All that was written, held back or not. */
  text(): string;
  /** What was given out. */
  shown(): string;
}

/** `releasable`: how many characters of a text may be seen already. By default all of them. */
export function createDraft(releasable: (text: string) => number = ({ length }) => length): Draft {
  let kept = '';
  let round = '';
  let shown = '';
  let unfinished = false;

  function showUpTo(length: number): readonly ConsultationEvent[] {
    const text = kept + round;
    if (length <= shown.length) return [];
    const markdown = text.slice(shown.length, length);
    shown = text.slice(0, length);
    return [{ type: 'text', markdown }];
  }
  const release = () => showUpTo(releasable(kept + round));
  const takeBack = (): readonly ConsultationEvent[] => {
    const nothing = shown === '';
    shown = '';
    return nothing ? [] : [{ type: 'discard' }];
  };

  return {
    write(text) {
      round += round === '' && !unfinished ? gap(kept) + text : text;
      return release();
    },
    paragraph(text) {
      round += gap(kept + round) + text;
      return showUpTo(kept.length + round.length);
    },
    keep(end = 'finished') {
      kept += round;
      round = '';
      unfinished = end === 'unfinished';
    },
    rewind() {
      if (round === '') return [];
      round = '';
      return shown.length <= kept.length ? [] : [...takeBack(), ...release()];
    },
    clear() {
      [kept, round, unfinished] = ['', '', false];
      return takeBack();
    },
    replace(text) {
      [kept, round, unfinished] = [text, '', false];
      const back = text.startsWith(shown) ? [] : takeBack();
      return [...back, ...showUpTo(text.length)];
    },
    text: () => kept + round,
    shown: () => shown,
  };
}

/** What makes the next text a paragraph of its own. */
function gap(before: string): string {
  if (before === '' || before.endsWith('\n\n')) return '';
  return before.endsWith('\n') ? '\n' : '\n\n';
}
