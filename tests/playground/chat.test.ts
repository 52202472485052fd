import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { refusal, webClient } from '../support/slack.ts';

let slack: LocalSlack;
let client: WebClient;
let general: string;

beforeEach(async () => {
  slack = await createLocalSlack();
  client = webClient(slack);
  general = slack.channel('general').id;
});

afterEach(() => slack.close());

async function post(text = 'hello'): Promise<string> {
  const { ts } = await client.chat.postMessage({ channel: general, text });
  return ts ?? '';
}

describe('chat.postMessage', () => {
  it('posts into a channel and under a message', async () => {
    const question = slack.person('ada').say('general', 'anybody?');
    await client.chat.postMessage({ channel: general, thread_ts: question.ts, text: 'me' });
    expect(slack.answers('general', question.ts)).toMatchObject([
      { text: 'me', threadTs: question.ts, user: slack.app.userId, botId: slack.app.botId },
    ]);
  });

  it('puts a reply to a reply under the root', async () => {
    const root = slack.person('ada').say('general', 'root');
    const reply = slack.person('ada').say('general', 'reply', { threadTs: root.ts });
    await client.chat.postMessage({ channel: general, thread_ts: reply.ts, text: 'me' });
    expect(slack.answers('general', root.ts)).toHaveLength(1);
  });

  it('takes a person in place of a channel, which is their conversation with the bot', async () => {
    const ada = slack.person('ada');
    const { channel } = await client.chat.postMessage({ channel: ada.id, text: 'psst' });
    expect(channel).toBe(ada.direct.id);
  });

  it('keeps metadata for whoever asks for it', async () => {
    const metadata = { event_type: 'turn', event_payload: { id: 'x' } };
    const { ts = '' } = await client.chat.postMessage({ channel: general, text: 'a', metadata });
    const found = await client.conversations.replies({
      channel: general,
      ts,
      include_all_metadata: true,
    });
    const without = await client.conversations.replies({ channel: general, ts });
    expect(found.messages?.[0]?.metadata).toEqual(metadata);
    expect(without.messages?.[0]?.metadata).toBeUndefined();
  });

  it('cuts text after 40,000 characters', async () => {
    const ts = await post('x'.repeat(40_001));
    expect(slack.messages('general', ts)[0]?.text).toHaveLength(40_000);
  });

  it.each([
    ['channel_not_found', { channel: 'C404', text: 'x' }],
    ['no_text', { text: '' }],
    ['thread_not_found', { text: 'x', thread_ts: '1.000001' }],
    ['markdown_text_conflict', { text: 'x', markdown_text: 'y' }],
    ['msg_too_long', { markdown_text: 'x'.repeat(12_001) }],
    ['invalid_metadata_format', { text: 'x', metadata: { event_type: 'turn' } }],
  ])('refuses with %s', async (code, args) => {
    const call = client.apiCall('chat.postMessage', { channel: general, ...args });
    expect(await refusal(call)).toBe(code);
  });

  it('follows the bot into a channel and out of it', async () => {
    const random = slack.channel('random').id;
    slack.inviteBot('random');
    await client.chat.postMessage({ channel: random, text: 'x' });
    slack.removeBot('random');
    const after = client.chat.postMessage({ channel: random, text: 'x' });
    expect(await refusal(after)).toBe('not_in_channel');
  });

  it('refuses a channel without the bot, an archived one, and hides a private one', async () => {
    const member = slack.person('ada').id;
    const secret = slack.addChannel('secret', { kind: 'private', members: [member] }).id;
    const random = slack.channel('random').id;
    slack.archive('platform');
    const platform = slack.channel('platform').id;
    expect(await refusal(client.chat.postMessage({ channel: random, text: 'x' }))).toBe(
      'not_in_channel',
    );
    expect(await refusal(client.chat.postMessage({ channel: platform, text: 'x' }))).toBe(
      'is_archived',
    );
    expect(await refusal(client.chat.postMessage({ channel: secret, text: 'x' }))).toBe(
      'channel_not_found',
    );
  });
});

describe('chat.update', () => {
  it('replaces the text, shows that it was edited and takes the blocks away', async () => {
    const { ts = '' } = await client.chat.postMessage({
      channel: general,
      text: 'a',
      blocks: [{ type: 'divider' }],
    });
    await client.chat.update({ channel: general, ts, text: 'b' });
    expect(slack.messages('general', ts)).toMatchObject([
      { text: 'b', blocks: [], edited: { user: slack.app.userId } },
    ]);
  });

  it('keeps the text when only blocks come, and shows no edit', async () => {
    const ts = await post('a');
    await client.chat.update({ channel: general, ts, blocks: [{ type: 'divider' }] });
    const [message] = slack.messages('general', ts);
    expect(message).toMatchObject({ text: 'a', blocks: [{ type: 'divider' }] });
    expect(message?.edited).toBeUndefined();
  });

  it('takes 4,000 characters of text and not one more', async () => {
    const ts = await post();
    await client.chat.update({ channel: general, ts, text: 'x'.repeat(4_000) });
    const more = client.chat.update({ channel: general, ts, text: 'x'.repeat(4_001) });
    expect(await refusal(more)).toBe('msg_too_long');
  });

  it("refuses somebody else's message, one that is not there and one that streams", async () => {
    const hers = slack.person('ada').say('general', 'mine');
    const stream = await client.chat.startStream({
      channel: general,
      thread_ts: hers.ts,
      recipient_user_id: hers.user,
      recipient_team_id: slack.team.id,
    });
    const update = (ts: string) => refusal(client.chat.update({ channel: general, ts, text: 'x' }));
    expect(await update(hers.ts)).toBe('cant_update_message');
    expect(await update('1.000001')).toBe('message_not_found');
    expect(await update(stream.ts ?? '')).toBe('streaming_state_conflict');
  });
});

describe('other ways to write', () => {
  it('deletes its own message and no other', async () => {
    const ts = await post();
    await client.chat.delete({ channel: general, ts });
    expect(slack.messages('general', ts)).toEqual([]);
    const hers = slack.person('ada').say('general', 'mine');
    expect(await refusal(client.chat.delete({ channel: general, ts: hers.ts }))).toBe(
      'cant_delete_message',
    );
  });

  it('shows an ephemeral message to one person and keeps it out of the history', async () => {
    const { id: user } = slack.person('ada');
    await client.chat.postEphemeral({ channel: general, user, text: 'only you' });
    expect(slack.messages('general')).toMatchObject([{ onlyFor: user, text: 'only you' }]);
    expect((await client.conversations.history({ channel: general })).messages).toEqual([]);
  });

  it('counts a person once for each reaction, which stay in their order', () => {
    const [ada, grace] = [slack.person('ada'), slack.person('grace')];
    const message = ada.say('general', 'so?');
    ada.react(message, 'eyes');
    grace.react(message, 'memo');
    grace.react(message, 'eyes');
    grace.react(message, 'eyes');
    expect(slack.messages('general')[0]?.reactions).toEqual([
      { name: 'eyes', users: [ada.id, grace.id] },
      { name: 'memo', users: [grace.id] },
    ]);
  });

  it('adds a reaction once and removes it', async () => {
    const { ts } = slack.person('ada').say('general', 'hi');
    const args = { channel: general, timestamp: ts, name: 'eyes' };
    await client.reactions.add(args);
    expect(await refusal(client.reactions.add(args))).toBe('already_reacted');
    expect(slack.messages('general', ts)[0]?.reactions).toEqual([
      { name: 'eyes', users: [slack.app.userId] },
    ]);
    await client.reactions.remove(args);
    expect(await refusal(client.reactions.remove(args))).toBe('no_reaction');
  });
});
