import { ZERO_WIDTH } from './zero-width.ts';

/** Shows text as inline code, where Slack links nothing. The text loses what would end the code early. */
export function asCode(text: string): string {
  return `\`${breakTags(text.replaceAll('`', "'").replaceAll('\n', ' '))}\``;
}

/**
 * The one thing that is changed inside code: Slack's own tags. That backticks keep a `<!channel>` from pinging is
 * promised nowhere, and notification texts have no code at all.
 */
export function breakTags(code: string): string {
  return code.replace(SLACK_TAG, `<${ZERO_WIDTH}`);
}

/** The start of a broadcast, a mention of a person or of a channel. */
const SLACK_TAG = /<(?=!(?:channel|here|everyone|subteam|date)|@[UW]|#[A-Z])/gi;

/** Longest text that `SLACK_TAG` has to see: `<!everyone`. */
export const SLACK_TAG_LENGTH = 10;
