import { expect } from '@jest/globals';
import type { Playground } from '../../../../src/playground/playground.ts';

/** A call to the local Slack's Web API, as the app makes it. */
export async function callAsApp(
  { slack }: Playground,
  method: string,
  args: object,
): Promise<void> {
  const { SLACK_BOT_TOKEN: token } = slack.environment('sockets');
  const answer = await fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}
