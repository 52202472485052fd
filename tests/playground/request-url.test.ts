import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { App, HTTPReceiver } from '@slack/bolt';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { type RequestUrl, startRequestUrl } from '../support/request-url.ts';
import { quiet } from '../support/slack.ts';

let slack: LocalSlack;
let app: RequestUrl;

beforeEach(async () => {
  app = await startRequestUrl();
  slack = await createLocalSlack({
    requestUrls: [app.url],
    delivery: { retryDelaysMs: [0, 20, 40] },
  });
});

afterEach(async () => {
  await slack.close();
  await app.close();
});

describe('delivery to a request URL', () => {
  it('is signed over the exact body', async () => {
    slack.person('ada').tell('hi');
    await slack.settled();
    const { headers, body } = app.requests[0]!;
    const timestamp = String(headers['x-slack-request-timestamp']);
    const hash = createHmac('sha256', slack.settings.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${hash}`);
    expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(5);
  });

  it('comes again, three times, saying why', async () => {
    slack.configure({ delivery: { ackTimeoutMs: 500 } });
    app.reactions.push({ status: 500 }, 'silence', { status: 503 }, { status: 500 });
    slack.person('ada').tell('hi');
    await slack.settled();
    const retries = app.requests.map(({ headers }) => [
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
    ]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
      ['3', 'http_error'],
    ]);
    expect(new Set(app.requests.map(({ body }) => body)).size).toBe(1);
  });

  it('stops once it was taken, and when the app asks not to be told again', async () => {
    app.reactions.push({ status: 500 }, {});
    slack.person('ada').tell('a');
    await slack.settled();
    expect(app.requests).toHaveLength(2);
    app.reactions.push({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    slack.person('ada').tell('b');
    await slack.settled();
    expect(app.requests).toHaveLength(3);
  });

  it('waits for an app that is not there', async () => {
    const states: string[] = [];
    slack.on('delivery', ({ delivery }) => states.push(delivery.state));
    slack.deliverTo(['http://127.0.0.1:1/slack/events']);
    slack.person('ada').tell('hi');
    await slack.until(() => slack.pending().some((delivery) => delivery.state === 'waiting'));
    expect(slack.pending()).toMatchObject([{ what: 'message.im', reason: 'connection_failed' }]);
    slack.deliverTo([app.url]);
    await slack.settled();
    expect(states.at(-1)).toBe('acknowledged');
  });

  it('takes turns where there are several', async () => {
    const other = await startRequestUrl();
    slack.deliverTo([app.url, other.url]);
    for (const text of ['a', 'b', 'c', 'd']) slack.person('ada').tell(text);
    await slack.settled();
    expect([app.requests.length, other.requests.length]).toEqual([2, 2]);
    await other.close();
  });

  it('is once for commands and interactions', async () => {
    app.reactions.push({ status: 500 });
    expect(await slack.person('ada').command('/schema-review', 'x', 'general')).toEqual({
      acknowledged: false,
      reason: 'http_error',
      final: false,
    });
    expect(app.requests).toHaveLength(1);
  });

  it('can be any body, at any time', async () => {
    const response = await slack.deliverRaw(app.url, 'null', { atMs: 0 });
    expect(response.status).toBe(200);
    expect(app.requests).toMatchObject([
      { body: 'null', headers: { 'x-slack-request-timestamp': '0' } },
    ]);
  });
});

describe('a Bolt app over HTTP', () => {
  let bolt: App;
  let url: string;

  beforeEach(async () => {
    const receiver = new HTTPReceiver({
      signingSecret: slack.settings.signingSecret,
      logger: quiet,
    });
    bolt = new App({
      token: slack.settings.botToken,
      receiver,
      logger: quiet,
      clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    });
    const server = await bolt.start({ port: 0, host: '127.0.0.1' });
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`;
    slack.deliverTo([url]);
  });

  afterEach(async () => {
    await bolt.stop();
  });

  it('passes the check of its address', async () => {
    expect(await slack.verify(url)).toBe(true);
    expect(await slack.verify(app.url)).toBe(false);
  });

  it('answers a mention', async () => {
    bolt.event('app_mention', async ({ event, say }) => {
      await say({ text: 'yes?', thread_ts: event.ts });
    });
    const { ts } = slack.person('ada').say('general', `${slack.mention} hi`);
    await slack.until(() => slack.answers('general', ts).length > 0);
    expect(slack.answers('general', ts)).toMatchObject([{ text: 'yes?' }]);
  });

  it('answers a command in its acknowledgement and later', async () => {
    bolt.command('/schema-review', async ({ ack, respond, command }) => {
      await ack(`reading ${command.text}`);
      await respond({ text: 'done', response_type: 'in_channel' });
    });
    const outcome = await slack.person('ada').command('/schema-review', 'a.sql', 'general');
    expect(outcome).toEqual({ acknowledged: true, response: { text: 'reading a.sql' } });
    await slack.until(() => slack.messages('general').length === 2);
    expect(
      slack
        .messages('general')
        .map((message) => message.text)
        .toSorted(),
    ).toEqual(['done', 'reading a.sql']);
  });

  it('refuses a wrong signature and an old one', async () => {
    const wrong = await slack.deliverRaw(url, '{}', { headers: { 'x-slack-signature': 'v0=bad' } });
    const old = await slack.deliverRaw(url, '{}', { atMs: Date.now() - 600_000 });
    expect([wrong.status, old.status]).toEqual([401, 401]);
  });
});
