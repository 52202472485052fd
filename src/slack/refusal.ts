import { WebAPIPlatformError } from '@slack/web-api';

/** Slack's own word for why it refused a call ("not_in_channel"), else undefined. */
export function refusalOf(thrown: unknown): string | undefined {
  return thrown instanceof WebAPIPlatformError ? thrown.data.error : undefined;
}

/** The bot is not there, or may not post there: the person can change that. */
export function isKeptOut(refusal: string | undefined): boolean {
  return refusal !== undefined && KEPT_OUT_CODES.has(refusal);
}

export const KEPT_OUT =
  'I cannot write in this channel. Add me with `/invite @architect`, or write to me directly.';

const KEPT_OUT_CODES: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
]);
