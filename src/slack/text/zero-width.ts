/** A zero-width space, put between two characters that Slack would read together: nobody sees it. */
export const ZERO_WIDTH = '\u200b';
