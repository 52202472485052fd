/** Reads the arguments of one line of `db/schema.rb`, which Rails writes in one form. */

/** A named argument: `name: "index_a"`, `type: :uuid`. */
export function option(rest: string, key: string): string | undefined {
  return new RegExp(`\\b${key}:\\s*["':]([\\w.]+)`).exec(rest)?.[1];
}

/** The string or symbol that it begins with. */
export function stringAt(rest: string): string | undefined {
  return /^\s*(?:"((?:[^"\\]|\\.)*)"|:(\w+)|'([^']*)')/
    .exec(rest)
    ?.slice(1)
    .find((part) => part !== undefined)
    ?.replaceAll('\\"', '"');
}

/** A named argument that is a text in double quotes, SQL mostly: `where: "(a > 0)"`. */
export function textOf(rest: string, key: string): string | undefined {
  const text = new RegExp(`\\b${key}:\\s*"((?:[^"\\\\]|\\\\.)*)"`).exec(rest)?.[1];
  return text?.replaceAll('\\"', '"');
}

/** The strings and symbols that stand in its brackets. */
export function listOf(rest: string): readonly string[] {
  const inner = /\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/.exec(rest)?.[1] ?? '';
  return [...inner.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|:\w+/g)].map(
    ([item]) => stringAt(item) ?? '',
  );
}
