/**
 * What the people of a thread decided to ignore: the lines that would silence it in a script, from messages that bring
 * no script. In a script such a line speaks for itself.
 */
export function ignoredIn(texts: readonly string[]): readonly string[] {
  const lines = texts
    .filter((text) => !bringsScript.test(text))
    .flatMap((text) => text.match(/^-- schema-review: ignore [^\n]+$/gm) ?? []);
  return [...new Set(lines)];
}

const bringsScript = /\b(create|alter)\s+(unlogged\s+|temp\w*\s+)?table\b/i;
