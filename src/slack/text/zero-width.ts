/**
 * Put between two characters that Slack would read together. Nobody sees it, and `<` + it + `!channel>` is text.
 * A zero-width space, not a joiner: joiners are dropped by some of Slack's own parsers before they look for tags.
 */
export const ZERO_WIDTH = '\u200b';
