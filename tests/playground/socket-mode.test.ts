import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { App, LogLevel } from '@slack/bolt';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';

let slack: LocalSlack;
let app: App;

beforeEach(async () => {
  slack = await createLocalSlack({ delivery: { ackTimeoutMs: 300, retryDelaysMs: [0, 20, 40] } });
  app = new App({
    token: slack.settings.botToken,
    appToken: slack.settings.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
});

afterEach(async () => {
  await app.stop();
  await slack.close();
});

describe('a Bolt app over Socket Mode', () => {
  it('hears a mention and streams an answer into the thread', async () => {
    app.event('app_mention', async ({ event, client, context }) => {
      const stream = client.chatStream({
        channel: event.channel,
        thread_ts: event.ts,
        recipient_user_id: event.user ?? '',
        recipient_team_id: context.teamId ?? '',
      });
      await stream.append({ markdown_text: '**Hello** ' });
      await stream.append({ markdown_text: 'there', chunks: [] });
      await stream.stop({ markdown_text: '.' });
    });
    await app.start();
    const question = slack.person('ada').say('general', `${slack.mention} hi`);
    const answer = await slack.until(() =>
      slack.answers('general', question.ts).find((m) => m.stream?.state === 'stopped'),
    );
    expect(answer.text).toBe('**Hello** there.');
    expect(answer.threadTs).toBe(question.ts);
    await slack.settled();
  });
});
