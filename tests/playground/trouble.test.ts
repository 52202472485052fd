import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  WebAPIHTTPError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from '@slack/web-api';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { refusal, webClient } from '../support/slack.ts';

let now = 0;
let slack: LocalSlack;
let client: WebClient;
let channel: string;

beforeEach(async () => {
  now = 1_763_780_000_000;
  slack = await createLocalSlack({ now: () => now });
  client = webClient(slack);
  channel = slack.channel('general').id;
});

afterEach(() => slack.close());

function post(text = 'x', where = channel) {
  return client.chat.postMessage({ channel: where, text });
}

async function limited(call: Promise<unknown>): Promise<number | undefined> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof WebAPIRateLimitedError ? error.retryAfter : undefined;
}

describe('trouble on demand', () => {
  it("is the next calls' and then over", async () => {
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'fatal_error' }, { times: 2 });
    expect(await refusal(post())).toBe('fatal_error');
    expect(slack.faults.pending).toBe(1);
    expect(await refusal(post())).toBe('fatal_error');
    await post();
    expect(slack.messages('general')).toHaveLength(1);
  });

  it('can come after the work was done', async () => {
    slack.faults.next('chat.postMessage', { kind: 'status', status: 500 }, { afterWork: true });
    await expect(post()).rejects.toThrow(WebAPIHTTPError);
    expect(slack.messages('general')).toHaveLength(1);
  });

  it('can be a dropped connection', async () => {
    slack.faults.next('*', { kind: 'drop' });
    await expect(post()).rejects.toThrow(WebAPIRequestError);
    expect(slack.calls('chat.postMessage')).toMatchObject([{ status: 0, result: null }]);
  });

  it('can be a 429 that says how long to wait', async () => {
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterS: 7 });
    const error = await post().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WebAPIRateLimitedError);
    expect(error).toMatchObject({ retryAfter: 7 });
  });

  it('chooses calls by their arguments', async () => {
    slack.faults.next(
      'chat.postMessage',
      { kind: 'error', error: 'fatal_error' },
      { where: (args) => args['text'] === 'b' },
    );
    await post('a');
    expect(await refusal(post('b'))).toBe('fatal_error');
  });

  it('can hold a call until the server closes, and tells that it came', async () => {
    slack.faults.next('chat.postMessage', { kind: 'hang' });
    const arrived = new Promise((resolve) => slack.on('request', resolve));
    const hanging = post().catch((thrown: unknown) => thrown);
    await arrived;
    await slack.close();
    expect(await hanging).toBeInstanceOf(WebAPIRequestError);
    slack = await createLocalSlack();
  });

  it('can be slow, once or always', async () => {
    const started = performance.now();
    slack.faults.next('chat.postMessage', { kind: 'delay', delayMs: 30 });
    slack.faults.latency('*', 30);
    await post();
    expect(performance.now() - started).toBeGreaterThan(55);
    slack.faults.clear();
  });
});

describe('rate limits', () => {
  it('are off until switched on', async () => {
    for (let i = 0; i < 70; i += 1) await post();
    expect(slack.messages('general')).toHaveLength(70);
  });

  it('give a minute of calls at once, then the tier', async () => {
    slack.limits.on({ perMinute: { 'chat.postMessage': 3 } });
    for (let i = 0; i < 3; i += 1) await post();
    expect(await limited(post())).toBe(20);
    now += 20_000;
    expect(await limited(post())).toBeUndefined();
    expect(await limited(post())).toBe(20);
    slack.limits.off();
    expect(await limited(post())).toBeUndefined();
  });

  it("are each method's own, and each channel's for posts", async () => {
    slack.limits.on({ perMinute: { 'chat.postMessage': 1 } });
    await post();
    expect(await limited(post('x', slack.channel('platform').id))).toBeUndefined();
    expect(await limited(client.auth.test())).toBeUndefined();
    expect(await limited(post())).toBe(60);
  });

  it('follow the tiers of the reference', async () => {
    slack.limits.on();
    const { ts, user } = slack.person('ada').say('general', 'why?');
    const start = () =>
      client.chat.startStream({
        channel,
        thread_ts: ts,
        recipient_user_id: user,
        recipient_team_id: slack.team.id,
      });
    for (let i = 0; i < 20; i += 1) await start();
    expect(await limited(start())).toBe(3);
  });
});
