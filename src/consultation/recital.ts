import type { TextFilter } from './text-filter.ts';

/**
 * Takes passages of the given rules out of text that is still being written: a model that is told to repeat what it was
 * told does so now and then. Word for word only, whatever the case and the marks between the words; what says the same in
 * other words passes.
 */
export function createRecitalFilter(rules: Rules): TextFilter {
  /** The end of the text that a passage may reach back into, and how much of it is settled: given out, or taken out. */
  let window = '';
  let settled = 0;
  /** Where a passage ends that may yet go on. */
  let passageEnd = 0;
  let said = false;

  function advance(text: string, isWhole: boolean): string {
    window += text;
    const { passages, run } = readPassages(rules, window, isWhole);
    const pieces: string[] = [];
    for (const { from, to } of passages) {
      if (from >= passageEnd) {
        pieces.push(window.slice(settled, Math.max(settled, from)), ...(said ? [] : [NOTICE]));
        said = true;
      }
      settled = passageEnd = to;
    }
    const mayBeOne = run.length >= FEWEST_HELD && !isWhole;
    const end = mayBeOne ? (run[0]?.from ?? window.length) : window.length;
    pieces.push(window.slice(settled, Math.max(settled, end)));
    settled = Math.max(settled, end);
    forget(run[0]?.from ?? window.length);
    return pieces.join('');
  }

  function forget(before: number): void {
    window = window.slice(before);
    settled -= before;
    passageEnd = Math.max(0, passageEnd - before);
  }

  return {
    push: (text) => advance(text, false),
    rest: () => window.slice(settled),
    take: () => advance('', true),
    clear() {
      [window, settled, passageEnd, said] = ['', 0, 0, false];
    },
  };
}

/** The shipped agents share four words in a row with the house rules, the docs nine; a recital is longer by far. */
const SHORTEST_RECITAL = 12;

/** Fewer words are given out at once: "what to do" stands in the rules, too, and says nothing. */
const FEWEST_HELD = 4;

const NOTICE = '_(My own instructions stood here; I do not post them.)_';

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Read {
  /** Passages of the rules; those that touch are told one by one. */
  readonly passages: readonly { readonly from: number; readonly to: number }[];
  /** The words at the end that stand in the rules in this order; fewer than a passage has. */
  readonly run: readonly Word[];
}

/** The rules' words, and where each of them stands among them: made once, for it takes longer than an answer's words. */
export interface Rules {
  readonly words: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

export function readRules(rules: string): Rules {
  const words = wordsOf(rules).map(({ text }) => text);
  const places = new Map<string, number[]>();
  for (const [place, word] of words.entries()) {
    const known = places.get(word);
    if (known === undefined) places.set(word, [place]);
    else known.push(place);
  }
  return { words, places };
}

function readPassages(rules: Rules, text: string, isWhole: boolean): Read {
  const passages: { from: number; to: number }[] = [];
  let run: readonly Word[] = [];
  for (const word of wordsOf(text)) {
    const isOpen = word.to === text.length && !isWhole;
    const longer = [...run, word];
    // So few are given out, whatever becomes of the half word behind them; it stays in sight with them.
    run = isOpen && longer.length < FEWEST_HELD ? longer : endInRules(rules, longer, isOpen);
    if (run.length < SHORTEST_RECITAL || isOpen) continue;
    passages.push({ from: run[0]?.from ?? word.from, to: word.to });
    run = run.slice(1);
  }
  return { passages, run };
}

/** The longest end of the run that stands in the rules in this order; the last word may be half of one. */
function endInRules(
  { words, places }: Rules,
  run: readonly Word[],
  isOpen: boolean,
): readonly Word[] {
  const last = run.at(-1)?.text ?? '';
  const ends = isOpen
    ? words.flatMap((word, place) => (word.startsWith(last) ? [place] : []))
    : (places.get(last) ?? []);
  const lengths = ends.map((end) => {
    let length = 1;
    while (length < run.length && words[end - length] === run.at(-1 - length)?.text) length += 1;
    return length;
  });
  return run.slice(run.length - Math.max(0, ...lengths));
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    text: word.toLowerCase(),
    from: index,
    to: index + word.length,
  }));
}
