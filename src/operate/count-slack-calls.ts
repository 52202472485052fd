import type { Metrics, SlackCallOutcome } from './metrics.ts';

type Fetch<Url, Init, Response> = (url: Url, init?: Init) => Promise<Response>;

/**
 * Counts the calls that a Slack client makes through this `fetch`. What it counts is the HTTP outcome: a refusal
 * inside a 200 (`ok: false`) counts as `ok`, since reading the body here would take it from the client.
 */
export function countSlackCalls<
  Url extends string | URL,
  Init,
  Response extends { status: number },
>(
  fetch: Fetch<Url, Init, Response>,
  metrics: Pick<Metrics, 'slackCall'>,
): Fetch<Url, Init, Response> {
  return async (url, init) => {
    const method = methodOf(String(url));
    try {
      const response = await fetch(url, init);
      metrics.slackCall(method, outcomeOf(response.status));
      return response;
    } catch (error) {
      metrics.slackCall(method, 'network_error');
      throw error;
    }
  };
}

function outcomeOf(status: number): SlackCallOutcome {
  if (status === 429) return 'rate_limited';
  return status < 400 ? 'ok' : 'http_error';
}

/** `chat.postMessage` of `https://slack.com/api/chat.postMessage`; anything else is a file going up or down. */
function methodOf(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? '';
  return /^[a-z]+(?:\.[A-Za-z]+)+$/.test(name) && url.includes('/api/') ? name : 'file';
}
