import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationsRepliesResponse } from '@slack/web-api';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { refusal, refusalData, webClient } from '../support/slack.ts';

let slack: LocalSlack;

beforeEach(async () => {
  slack = await createLocalSlack();
});

afterEach(() => slack.close());

describe('who may call what', () => {
  it('knows its bot', async () => {
    expect(await webClient(slack).auth.test()).toMatchObject({
      ok: true,
      team_id: slack.team.id,
      user_id: slack.app.userId,
      bot_id: slack.app.botId,
    });
  });

  it.each([
    ['not_authed', ''],
    ['invalid_auth', 'xoxb-somebody-else'],
    ['not_allowed_token_type', 'xapp-local-app-token'],
  ])('answers %s', async (code, token) => {
    expect(await refusal(webClient(slack, token).users.info({ user: 'U1' }))).toBe(code);
  });

  it('opens sockets for the app token only', async () => {
    expect(await refusal(webClient(slack).apps.connections.open())).toBe('not_allowed_token_type');
    const { url } = await webClient(slack, slack.settings.appToken).apps.connections.open();
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
  });

  it('names the scope that is missing', async () => {
    slack.configure({ scopes: ['chat:write'] });
    const data = await refusalData(webClient(slack).users.info({ user: slack.person('ada').id }));
    expect(data).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write',
    });
  });

  it('tells the scopes in a header', async () => {
    const { response_metadata: metadata } = await webClient(slack).auth.test();
    expect(metadata?.scopes).toContain('chat:write');
  });
});

describe('how it is called', () => {
  it('takes JSON as well as forms, and the token in a form', async () => {
    const channel = slack.channel('general').id;
    const json = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${slack.settings.botToken}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify({ channel, text: 'json', unfurl_links: false }),
    });
    const form = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      body: new URLSearchParams({ token: slack.settings.botToken, channel, text: 'form' }),
    });
    expect([await json.json(), await form.json()]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(slack.messages('general').map((message) => message.text)).toEqual(['json', 'form']);
  });

  it('refuses JSON that is no object, an unknown method, and missing arguments by name', async () => {
    const client = webClient(slack);
    const list = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[1]',
    });
    expect(await list.json()).toEqual({ ok: false, error: 'invalid_json' });
    expect(await refusal(client.apiCall('chat.shout'))).toBe('unknown_method');
    const data = await refusalData(client.apiCall('chat.update', { channel: 'C1' }));
    expect(data.response_metadata?.messages).toEqual(['[ERROR] missing required field: ts']);
  });

  it('writes down each call without its token', async () => {
    await webClient(slack).users.info({ user: slack.person('ada').id });
    expect(slack.calls()).toMatchObject([
      { n: 1, method: 'users.info', token: 'bot', status: 200, result: { ok: true } },
    ]);
    expect(JSON.stringify(slack.calls())).not.toContain(slack.settings.botToken);
  });
});

describe('conversations', () => {
  it('gives a thread page by page, from any of its messages', async () => {
    const root = slack.person('ada').say('general', '0');
    for (const text of ['1', '2', '3']) {
      slack.person('grace').say('general', text, { threadTs: root.ts });
    }
    const texts: (string | undefined)[] = [];
    const args = { channel: root.channel, ts: root.ts, limit: 2 };
    for await (const page of webClient(slack).paginate('conversations.replies', args)) {
      const { messages = [] } = page as ConversationsRepliesResponse;
      texts.push(...messages.map((message) => message.text));
    }
    expect(texts).toEqual(['0', '1', '2', '3']);
  });

  it('says of a root how many replies it has, and of a reply who began', async () => {
    const root = slack.person('ada').say('general', '0');
    slack.person('grace').say('general', '1', { threadTs: root.ts });
    const { messages } = await webClient(slack).conversations.replies({
      channel: root.channel,
      ts: root.ts,
    });
    expect(messages).toMatchObject([
      { reply_count: 1, thread_ts: root.ts },
      { parent_user_id: root.user, thread_ts: root.ts },
    ]);
  });

  it('gives roots newest first, between two times', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((text) => slack.person('ada').say('general', text));
    const client = webClient(slack);
    const channel = slack.channel('general').id;
    const all = await client.conversations.history({ channel });
    expect(all.messages?.map((message) => message.text)).toEqual(['c', 'b', 'a']);
    const between = { channel, oldest: a!.ts, latest: c!.ts };
    const inner = await client.conversations.history(between);
    const outer = await client.conversations.history({ ...between, inclusive: true });
    expect(inner.messages).toMatchObject([{ ts: b!.ts }]);
    expect(outer.messages).toHaveLength(3);
  });

  it('needs the scope of the kind of channel, a thread that exists, and a valid cursor', async () => {
    slack.configure({ scopes: ['channels:history'] });
    const client = webClient(slack);
    const general = slack.channel('general').id;
    const platform = slack.channel('platform').id;
    expect(await refusal(client.conversations.history({ channel: platform }))).toBe(
      'missing_scope',
    );
    const unknown = client.conversations.replies({ channel: general, ts: '1.000001' });
    expect(await refusal(unknown)).toBe('thread_not_found');
    const cursor = client.conversations.history({ channel: general, cursor: 'x' });
    expect(await refusal(cursor)).toBe('invalid_cursor');
  });

  it('tells about channels, their members and people', async () => {
    const client = webClient(slack);
    const ada = slack.person('ada');
    const { channel } = await client.conversations.open({ users: ada.id });
    expect(channel?.id).toBe(ada.direct.id);
    const info = await client.conversations.info({ channel: slack.channel('general').id });
    expect(info.channel).toMatchObject({ name: 'general', is_member: true, is_channel: true });
    const { members } = await client.conversations.members({ channel: slack.channel('random').id });
    expect(members).not.toContain(slack.app.userId);
    expect((await client.users.info({ user: ada.id })).user).toMatchObject({
      name: 'ada',
      is_bot: false,
    });
  });
});
