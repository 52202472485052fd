export interface CleanSource {
  readonly text: string;
  /** From the front matter. */
  readonly title: string | null;
  /** Lines of the original before the first line of `text`. */
  readonly skipped: number;
}

/**
 * The diagram alone: without front matter, directives and comments, whose settings (themes, limits, security levels)
 * are not an author's to choose here. What goes in between leaves an empty line, so that lines keep their numbers.
 */
export function cleanSource(source: string): CleanSource {
  const whole = source.replaceAll(/\r\n?/g, '\n');
  const matter = /^\s*---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(whole);
  const title = /^title:[ \t]*(.+)$/m.exec(matter?.[1] ?? '')?.[1] ?? null;
  const body = whole
    .replace(matter?.[0] ?? '', blank)
    .replaceAll(/%%\{[\s\S]*?\}%%/g, blank)
    .replaceAll(/^[ \t]*%%.*$/gm, '')
    // As Mermaid does: a double quote in a tag would end the label that holds the tag.
    .replaceAll(
      /<(\w+)([^<>]*)>/g,
      (_, tag: string, rest: string) => `<${tag}${singleQuoted(rest)}>`,
    );
  const text = body.replace(/^(?:[ \t]*\n)+/, '');
  return {
    text,
    title: title === null ? null : title.trim().replace(/^(["'])(.*)\1$/, '$2'),
    skipped: body.split('\n').length - text.split('\n').length,
  };
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, '');
}

function singleQuoted(attributes: string): string {
  return attributes.replaceAll(/="([^"]*)"/g, "='$1'");
}
