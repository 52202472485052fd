/** Replaces lone surrogates: JSON with one of them is refused by APIs, a whole request for half a character. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** The first `length` UTF-16 units, or one fewer where the cut would halve a character. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
