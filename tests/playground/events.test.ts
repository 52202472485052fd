import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { startRequestUrl, type RequestUrl } from '../support/request-url.ts';
import { webClient } from '../support/slack.ts';

let slack: LocalSlack;
let app: RequestUrl;

beforeEach(async () => {
  app = await startRequestUrl();
  slack = await createLocalSlack({ requestUrls: [app.url] });
});

afterEach(async () => {
  await slack.close();
  await app.close();
});

async function events(): Promise<Json[]> {
  await slack.settled();
  return app.requests.map(({ body }) => JSON.parse(body).event);
}

describe('what the app is told of a message', () => {
  it('a mention: twice, with different event ids and the same message', async () => {
    const { ts } = slack.person('ada').say('general', `${slack.mention} hi`);
    const told = await events();
    expect(told.map((event) => event['type'])).toEqual(['app_mention', 'message']);
    expect(told.map((event) => event['ts'])).toEqual([ts, ts]);
    expect(told[0]!['client_msg_id']).toBe(told[1]!['client_msg_id']);
    const ids = app.requests.map(({ body }) => JSON.parse(body).event_id);
    expect(new Set(ids).size).toBe(2);
  });

  it('the two copies in either order, and either without files', async () => {
    slack.configure({ mention: { first: 'message', apartMs: 5, withoutFiles: 'app_mention' } });
    slack.person('ada').upload('general', { name: 'a.sql', content: 'x', text: slack.mention });
    const [message, mention] = await events();
    expect(message).toMatchObject({
      type: 'message',
      subtype: 'file_share',
      files: [{ name: 'a.sql' }],
    });
    expect(mention).toMatchObject({ type: 'app_mention' });
    expect(mention).not.toHaveProperty('files');
    expect(mention).not.toHaveProperty('subtype');
  });

  it('a reply: its thread and who began it', async () => {
    const root = slack.person('ada').say('general', 'root');
    slack.person('grace').say('general', 'reply', { threadTs: root.ts });
    expect((await events())[1]).toMatchObject({ thread_ts: root.ts, parent_user_id: root.user });
  });

  it('a direct message: message.im alone, even with a mention in it', async () => {
    slack.person('ada').tell(`${slack.mention} hi`);
    expect(await events()).toMatchObject([{ type: 'message', channel_type: 'im' }]);
  });

  it('nothing in a channel without the bot, and nothing that it did not subscribe to', async () => {
    slack.person('ada').say('random', `${slack.mention} hi`);
    slack.configure({ subscriptions: ['app_mention'] });
    slack.person('ada').say('general', 'hi');
    expect(await events()).toEqual([]);
  });

  it('a private channel: as a group', async () => {
    slack.person('ada').say('platform', 'hi');
    expect(await events()).toMatchObject([{ channel_type: 'group' }]);
  });

  it('edits, deletions and joins, by their subtypes', async () => {
    const message = slack.person('ada').say('general', 'a');
    slack.person('ada').edit(message, `${slack.mention} b`);
    slack.person('ada').remove(message);
    slack.person('ada').leave('general');
    slack.person('ada').join('general');
    expect((await events()).slice(1)).toMatchObject([
      {
        subtype: 'message_changed',
        message: { text: `${slack.mention} b` },
        previous_message: { text: 'a' },
      },
      { subtype: 'message_deleted', deleted_ts: message.ts },
      { subtype: 'channel_join' },
    ]);
  });

  it('of a root with replies that it became a tombstone, and that this went with the last one', async () => {
    const [ada, grace] = [slack.person('ada'), slack.person('grace')];
    const root = ada.say('general', 'why?');
    const reply = grace.say('general', 'because', { threadTs: root.ts });
    ada.remove(root);
    const gone = { subtype: 'tombstone', text: 'This message was deleted.', ts: root.ts };
    expect(slack.messages('general')).toMatchObject([gone, { text: 'because' }]);
    grace.remove(reply);
    expect(slack.messages('general')).toEqual([]);
    expect((await events()).slice(2)).toMatchObject([
      {
        subtype: 'message_changed',
        message: { ...gone, user: 'USLACKBOT', hidden: true, reply_count: 1 },
        previous_message: { text: 'why?', user: ada.id },
      },
      { subtype: 'message_deleted', deleted_ts: reply.ts },
      { subtype: 'message_deleted', deleted_ts: root.ts, previous_message: gone },
    ]);
  });

  it('its own posts, unless it shall not', async () => {
    const channel = slack.channel('general').id;
    await webClient(slack).chat.postMessage({ channel, text: 'mine' });
    slack.configure({ echo: false });
    await webClient(slack).chat.postMessage({ channel, text: 'mine too' });
    expect(await events()).toMatchObject([{ text: 'mine', bot_id: slack.app.botId }]);
  });

  it("another bot's posts, as a bot's, and an external person's, as such", async () => {
    slack.addPerson('jira', { isBot: true }).tell('ticket');
    const eve = slack.addPerson('eve', { team: 'T0EXTERNAL' });
    eve.upload(eve.direct.id, { name: 'a.sql', content: 'x', stub: true });
    const told = await events();
    expect(told[0]).toHaveProperty('bot_id');
    expect(told[0]).not.toHaveProperty('app_id');
    expect(told[1]).toMatchObject({
      user_team: 'T0EXTERNAL',
      files: [{ file_access: 'check_file_info' }],
    });
    expect(told[1]).not.toHaveProperty('files.0.url_private');
  });
});

describe('what the app is told of other acts', () => {
  it('the opened app', async () => {
    slack.person('ada').openHome();
    slack.person('ada').openMessagesTab();
    expect(await events()).toMatchObject([
      { type: 'app_home_opened', tab: 'home' },
      { type: 'app_home_opened', tab: 'messages', channel: slack.person('ada').direct.id },
    ]);
  });

  it('Stop, with the streams that it ended', async () => {
    const { channel, ts, user } = slack.person('ada').say('general', 'why?');
    const stream = await webClient(slack).chat.startStream({
      channel,
      thread_ts: ts,
      recipient_user_id: user,
      recipient_team_id: slack.team.id,
    });
    slack.person('ada').stopStream('general', ts);
    expect((await events()).at(-1)).toMatchObject({
      type: 'agent_session_stopped',
      thread_ts: ts,
      streaming_message_ts: [stream.ts],
    });
  });

  it('a renamed session', async () => {
    slack.person('ada').renameSession('general', '1.000001', 'A');
    slack.person('ada').renameSession('general', '1.000001', 'B');
    expect((await events()).at(-1)).toMatchObject({ title: 'B', previous_title: 'A' });
  });

  it('a reaction, if it wants to know', async () => {
    const message = slack.person('ada').tell('hi');
    slack.configure({ subscriptions: ['reaction_added'] });
    slack.person('ada').react(message, 'eyes');
    expect((await events()).at(-1)).toMatchObject({ type: 'reaction_added', reaction: 'eyes' });
  });
});

describe('what people type', () => {
  it('is escaped, and names become references', () => {
    const general = slack.channel('general').id;
    expect(slack.typed('@architect is a<b & c in #general, @nobody?')).toBe(
      `${slack.mention} is a&lt;b &amp; c in <#${general}|general>, @nobody?`,
    );
  });

  it('comes as rich text too', async () => {
    slack.person('ada').say('general', `${slack.mention} &lt;T&gt; <https://a.example|a>`);
    expect((await events())[0]).toMatchObject({
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              elements: [
                { type: 'user', user_id: slack.app.userId },
                { type: 'text', text: ' <T> ' },
                { type: 'link', url: 'https://a.example', text: 'a' },
              ],
            },
          ],
        },
      ],
    });
  });
});
