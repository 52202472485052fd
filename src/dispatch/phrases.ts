/** A phrase to look for, and what it stands for. */
export interface Phrase<Meaning> {
  /** Words; `*` behind one takes any ending. */
  readonly text: string;
  readonly meaning: Meaning;
}

/** Many phrases, looked for in one pass over a text. */
export interface PhraseBook<Meaning> {
  /**
   * The phrases that stand in the text as whole words, each once. One inside a longer one does not count:
   * "SQL injection" says nothing of SQL.
   */
  find(text: string): readonly Phrase<Meaning>[];
}

export function createPhraseBook<Meaning>(
  phrases: readonly Phrase<Meaning>[],
): PhraseBook<Meaning> {
  const unspaced = phrases.filter(({ text }) => withoutSpaces.test(text));
  const spaced = indexByStart(phrases.filter(({ text }) => !withoutSpaces.test(text)));
  return {
    find(text) {
      const folded = text.normalize('NFKC').toLowerCase();
      const found = new Set(outermost(matches(tokensOf(folded), spaced)));
      if (withoutSpaces.test(folded)) {
        for (const phrase of unspaced) if (folded.includes(phrase.text)) found.add(phrase);
      }
      return [...found];
    },
  };
}

/** Chinese, Japanese and Korean set no spaces that could be relied on: there a phrase is a part of the text. */
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

interface Compiled<Meaning> {
  readonly phrase: Phrase<Meaning>;
  readonly words: readonly { readonly text: string; readonly open: boolean }[];
}

interface Match<Meaning> {
  readonly phrase: Phrase<Meaning>;
  readonly from: number;
  readonly length: number;
}

/** By the first letters of the first word, so that few phrases are tried at each word of a text. */
type StartIndex<Meaning> = ReadonlyMap<string, readonly Compiled<Meaning>[]>;

function indexByStart<Meaning>(phrases: readonly Phrase<Meaning>[]): StartIndex<Meaning> {
  const index = new Map<string, Compiled<Meaning>[]>();
  for (const phrase of phrases) {
    const words = [...phrase.text.toLowerCase().matchAll(wordPattern)].map(
      ([, text = '', star]) => ({ text, open: star === '*' }),
    );
    const start = startOf(words[0]?.text ?? '');
    if (start === '') continue;
    const bucket = index.get(start) ?? [];
    bucket.push({ phrase, words });
    index.set(start, bucket);
  }
  return index;
}

const wordPattern = /([\p{L}\p{M}\p{N}_]+[+#]*)(\*?)/gu;

function tokensOf(text: string): readonly string[] {
  return [...text.matchAll(wordPattern)].map(([, word = '']) => word);
}

/** Two letters: the shortest open phrase (`k6*`) must be found under the start of a longer word. */
function startOf(word: string): string {
  return word.slice(0, 2);
}

function matches<Meaning>(
  tokens: readonly string[],
  index: StartIndex<Meaning>,
): readonly Match<Meaning>[] {
  return tokens.flatMap((token, from) =>
    (index.get(startOf(token)) ?? [])
      .filter(({ words }) => words.every((word, at) => fits(word, tokens[from + at])))
      .map(({ phrase, words }) => ({ phrase, from, length: words.length })),
  );
}

function fits(word: { text: string; open: boolean }, token: string | undefined): boolean {
  if (token === undefined) return false;
  return word.open ? token.startsWith(word.text) : token === word.text;
}

function outermost<Meaning>(found: readonly Match<Meaning>[]): readonly Phrase<Meaning>[] {
  return found
    .filter((inner) => {
      const end = inner.from + inner.length;
      return !found.some(
        (outer) =>
          outer.length > inner.length &&
          outer.from <= inner.from &&
          outer.from + outer.length >= end,
      );
    })
    .map(({ phrase }) => phrase);
}
