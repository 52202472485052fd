/**
 * The words of a text, folded so that two spellings meet: no accents, lower case, no plural or `-ing`. Camel case
 * is taken apart (`getUserById`), Chinese and Japanese come as pairs of characters, since they set no spaces.
 */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  const spaced = text.normalize('NFKC').replace(/(\p{Ll}|\p{N})(\p{Lu}\p{Ll})/gu, '$1 $2');
  for (const [token] of spaced
    .toLowerCase()
    .matchAll(/[\p{L}\p{M}\p{N}]+(?:[+#]+(?![\p{L}\p{N}]))?/gu)) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(token)) {
      words.push(...pairs(token));
    } else if (token.length > 1 && token.length <= 40) {
      words.push(stem(token.normalize('NFD').replace(/\p{M}/gu, '')));
    }
  }
  return words;
}

/** A light stemmer: enough for `indexes`, `indexing` and `index` to meet, too little to merge what differs. */
function stem(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh|z)es$/, '$1')
    .replace(/([^sui])s$/, '$1');
  if (stemmed.length > 5) stemmed = stemmed.replace(/(?:ing|ed|ly)$/, '');
  stemmed = stemmed.replace(/([bdfgmnprt])\1$/, '$1');
  return stemmed.length > 4 ? stemmed.replace(/e$/, '') : stemmed;
}

function pairs(token: string): readonly string[] {
  const characters = Array.from(token);
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}
