import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { refusal, webClient } from '../support/slack.ts';

let slack: LocalSlack;

beforeEach(async () => {
  slack = await createLocalSlack();
});

afterEach(() => slack.close());

function upload(stub = false) {
  const message = slack
    .person('ada')
    .upload('general', { name: 'a b.sql', content: 'select 1', stub });
  return message.files[0]!;
}

function download(url: string, token?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(url, { headers, redirect: 'manual' });
}

describe("a person's file", () => {
  it("is read with the bot's token", async () => {
    const file = upload();
    const response = await download(file.url, slack.settings.botToken);
    expect(await response.text()).toBe('select 1');
    expect(response.headers.get('content-type')).toBe('application/sql');
    expect(slack.calls('files.download')).toMatchObject([
      { token: 'bot', args: { file: file.id } },
    ]);
  });

  it('is a login page without the token, and without the scope', async () => {
    const file = upload();
    const without = await download(file.url);
    expect(without.status).toBe(200);
    expect(await without.text()).toContain('<html>');
    slack.configure({ scopes: [] });
    expect(await (await download(file.url, slack.settings.botToken)).text()).toContain('Sign in');
  });

  it.each([
    ['same host', '127.0.0.1'],
    ['other host', 'localhost'],
  ] as const)('can lead elsewhere first: %s', async (fileRedirect, host) => {
    slack.configure({ fileRedirect });
    const response = await download(upload().url, slack.settings.botToken);
    const location = new URL(response.headers.get('location') ?? '');
    expect([response.status, location.hostname]).toEqual([302, host]);
    const followed = await download(location.href, slack.settings.botToken);
    expect(await followed.text()).toBe('select 1');
    expect(slack.calls('files.download').at(-1)).toMatchObject({
      token: 'bot',
      args: { redirected: true },
    });
  });

  it('that is a stub in events is told in full by files.info', async () => {
    const stub = upload(true);
    const { file } = await webClient(slack).files.info({ file: stub.id });
    expect(file).toMatchObject({ name: 'a b.sql', size: 8, url_private: stub.url });
    expect(await refusal(webClient(slack).files.info({ file: 'F404' }))).toBe('file_not_found');
  });
});

describe("the bot's files", () => {
  it('come through filesUploadV2 into the thread', async () => {
    const { channel, ts } = slack.person('ada').say('general', 'draw it');
    await webClient(slack).filesUploadV2({
      channel_id: channel,
      thread_ts: ts,
      initial_comment: 'here',
      file_uploads: [
        { content: 'graph TD', filename: 'a.mmd', title: 'A' },
        { file: Buffer.from([137, 80]), filename: 'b.png' },
      ],
    });
    const [answer] = slack.answers('general', ts);
    expect(answer).toMatchObject({
      text: 'here',
      files: [
        { title: 'A', size: 8 },
        { name: 'b.png', mimetype: 'image/png' },
      ],
    });
    expect(slack.content(answer!.files[1]!.id)).toEqual(Buffer.from([137, 80]));
  });

  it('need a length, and an upload before they are completed', async () => {
    const client = webClient(slack);
    expect(await refusal(client.files.getUploadURLExternal({ filename: 'a', length: 0 }))).toBe(
      'missing_argument',
    );
    const { file_id: id = '' } = await client.files.getUploadURLExternal({
      filename: 'a',
      length: 1,
    });
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id }] }))).toBe(
      'file_not_found',
    );
  });
});
