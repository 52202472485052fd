/** So much of a message decides who answers; a paste of forty pages is no clearer than its first ones. */
const longest = 6_000;

/** A message as dispatch reads it: Slack's own notation gone, the end of a very long one kept (questions stand there). */
export function plainText(text: string): string {
  const plain = text
    .replace(/^\s*(?:<@\w+(?:\|[^>]*)?>|@architect\b)[\s,:]*/i, '')
    .replace(/<[!@#][^>]*>/g, ' ')
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto):[^>]*)>/g, '$1')
    .replace(/(?<=^|\s):[a-z][a-z0-9_+-]*:(?=\s|$)/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
  return plain.length <= longest
    ? plain
    : `${plain.slice(0, longest - 1_000)}\n${plain.slice(-1_000)}`;
}
