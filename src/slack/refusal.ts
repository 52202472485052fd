import { WebAPIPlatformError } from '@slack/web-api';

/** Slack's own word for why it refused a call ("not_in_channel"), else undefined. */
export function refusalOf(thrown: unknown): string | undefined {
  return thrown instanceof WebAPIPlatformError ? thrown.data.error : undefined;
}
