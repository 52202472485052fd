import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { silentLog } from '../../src/lib/log.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { createSlackClients, type SlackClients } from '../../src/slack/clients.ts';

let slack: LocalSlack;
let clients: SlackClients;

beforeEach(async () => {
  slack = await createLocalSlack();
  const { botToken: token } = slack.settings;
  clients = createSlackClients({ token, apiUrl: slack.apiUrl, log: silentLog });
});

afterEach(() => slack.close());

const post = () => clients.delivery.chat.postMessage({ channel: '#general', text: 'hi' });

describe('delivery', () => {
  test('never posts twice by itself, since the first may have arrived', async () => {
    slack.faults.next('chat.postMessage', { kind: 'status', status: 500 });
    await expect(post()).rejects.toThrow('500');
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
  });

  test('hands a 429 to the caller at once', async () => {
    slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterS: 7 });
    const refused: unknown = await post().catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(WebAPIRateLimitedError);
    expect(refused).toMatchObject({ retryAfter: 7 });
  });
});

describe('lookup', () => {
  test('that is throttled does not hold a delivery up', async () => {
    slack.faults.next('conversations.history', { kind: 'rate-limited', retryAfterS: 30 });
    const looked = clients.lookup.conversations.history({ channel: 'C1' });
    await expect(looked).rejects.toThrow('rate-limit');
    const before = performance.now();
    await clients.delivery.auth.test();
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('asks again after a lost connection', async () => {
    slack.faults.next('auth.test', { kind: 'drop' });
    expect(await clients.lookup.auth.test()).toMatchObject({ ok: true });
  });
});
