/** The addresses that stand in people's own words: the ones that may be linked again. */
export function writtenUrls(texts: readonly string[]): ReadonlySet<string> {
  const written = texts.flatMap((text) => text.match(/https?:\/\/[^\s<>()"'`]+/g) ?? []);
  // A sentence's end is not the address's.
  return new Set(written.map((url) => url.replace(/[.,;:!?]+$/, '')));
}
