import type { FetchFunction } from '@slack/web-api';

/**
 * Says something to the person who ran a command, at the address that Slack gave out with it. The address is the
 * permission, for half an hour: no token goes with it. Rejects when Slack does not take it.
 */
export type RespondPrivately = (responseUrl: string, text: string) => Promise<void>;

export function createRespondPrivately(
  apiUrl: string,
  send: FetchFunction = fetch,
): RespondPrivately {
  const api = new URL(apiUrl);
  return async (responseUrl, text) => {
    const url = new URL(responseUrl);
    if (url.origin !== SLACKS_OWN && url.origin !== api.origin) {
      throw new Error('a response address that is not Slack’s');
    }
    const { ok, status } = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!ok) throw new Error(`Slack answered ${status}`);
  };
}

const SLACKS_OWN = 'https://hooks.slack.com';

const TIMEOUT_MS = 10_000;
