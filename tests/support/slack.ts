import { type Logger, LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { LocalSlack } from '../../src/playground/slack/local-slack.ts';

/** The real client, with the bot's token, that tries each call once. */
export function webClient(slack: LocalSlack, token = slack.settings.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
}

/** The code with which Slack refuses the call. Throws when it does not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return (await refusalData(call)).error;
}

/** All that Slack says with its refusal. */
export async function refusalData(call: Promise<unknown>): Promise<WebAPIPlatformError['data']> {
  try {
    await call;
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data;
    throw error;
  }
  throw new Error('Slack took the call');
}

/** For the SDKs, which otherwise print every refusal that a test provokes. */
export const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
