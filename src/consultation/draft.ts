import type { ConsultationEvent } from './consultation.ts';
import { createShownFilter, shownText } from './shown-text.ts';

/**
 * The text that stands in the thread so far. Makes the events that bring it there, and those that take it back. Keys of
 * well-known shapes never get into it, nor passages of the house rules: a model may read one in a file and repeat it, and
 * recite the other when it is told to.
 */
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
  let unfinished = false;
  const filter = createShownFilter();
  const seen = createSeen();
  const release = () => seen.upTo(releasable(kept + round), kept + round);
  const start = (text: string) => {
    filter.clear();
    [kept, round, unfinished] = [text, '', false];
  };
  return {
    write(text) {
      if (round === '' && filter.rest() === '' && !unfinished) round = gap(kept);
      round += filter.push(text);
      return release();
    },
    paragraph(text) {
      round += filter.take();
      round += gap(kept + round) + text;
      return seen.upTo(kept.length + round.length, kept + round);
    },
    keep(end = 'finished') {
      round += filter.take();
      kept += round;
      round = '';
      unfinished = end === 'unfinished';
    },
    rewind() {
      filter.clear();
      if (round === '') return [];
      round = '';
      return seen.text().length <= kept.length ? [] : [...seen.takeBack(), ...release()];
    },
    clear() {
      start('');
      return seen.takeBack();
    },
    replace(wanted) {
      const text = shownText(wanted);
      start(text);
      const back = text.startsWith(seen.text()) ? [] : seen.takeBack();
      return [...back, ...seen.upTo(text.length, text)];
    },
    text: () => kept + round + filter.rest(),
    shown: () => seen.text(),
  };
}

/** What was given out, and the events that change it. */
function createSeen() {
  let shown = '';
  return {
    text: () => shown,
    upTo(length: number, text: string): readonly ConsultationEvent[] {
      if (length <= shown.length) return [];
      const markdown = text.slice(shown.length, length);
      shown = text.slice(0, length);
      return [{ type: 'text', markdown }];
    },
    takeBack(): readonly ConsultationEvent[] {
      const nothing = shown === '';
      shown = '';
      return nothing ? [] : [{ type: 'discard' }];
    },
  };
}

/** What makes the next text a paragraph of its own. */
function gap(before: string): string {
  if (before === '' || before.endsWith('\n\n')) return '';
  return before.endsWith('\n') ? '\n' : '\n\n';
}
