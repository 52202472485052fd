import { afterEach, describe, expect, test } from '@jest/globals';
import { createSlackFiles } from '../../../src/slack/files/slack-files.ts';
import { createSlackClients } from '../../../src/slack/clients.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { startLocalIntake, type LocalIntake } from './support/local-intake.ts';

let running: LocalIntake | undefined;

async function start(mode: 'http' | 'sockets') {
  running = await startLocalIntake({ mode });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe.each(['http', 'sockets'] as const)('a conversation over %s', (mode) => {
  test.each(['app_mention', 'message'] as const)(
    'a mention keeps its files, whichever copy lacks them (%s first)',
    async (first) => {
      const { slack, claim } = await start(mode);
      for (const withoutFiles of ['app_mention', 'message'] as const) {
        slack.configure({ mention: { first, withoutFiles } });
        const asked = slack.person('ada').say('general', `${slack.mention} look`, {
          files: [{ name: 'a.sql', content: 'create table a ();' }],
        });
        await slack.settled();
        expect((await claim(asked.channel, asked.ts))?.entries).toMatchObject([
          { message: { kind: 'mention', text: 'look', files: [{ name: 'a.sql' }] } },
        ]);
      }
    },
  );

  test('follow-ups in its thread are taken, people talking to each other are not', async () => {
    const { slack, claim, outcomes } = await start(mode);
    const ada = slack.person('ada');
    const grace = slack.person('grace');
    const { channel, ts } = ada.say('platform', `${slack.mention} hi`);
    await slack.settled();
    ada.say('platform', 'and now?', { threadTs: ts });
    grace.say('platform', `<@${ada.id}> what do you think?`, { threadTs: ts });
    grace.say('platform', 'unrelated');
    grace.edit(grace.say('platform', 'typo', { threadTs: ts }), 'no typo');
    await slack.settled();
    const entries = (await claim(channel, ts))?.entries ?? [];
    expect(entries.map(({ message }) => message.text)).toEqual(['hi', 'and now?', 'typo']);
    expect(outcomes).toContain('message to-somebody-else');
    expect(outcomes).toContain('message channel-talk');
  });

  test('the bot does not hear itself, nor another bot', async () => {
    const { slack, outcomes, stores } = await start(mode);
    const ada = slack.person('ada');
    await ada.command('/schema-review', 'create table a ();', 'general');
    slack.addPerson('otherbot', { isBot: true }).say('general', `${slack.mention} hi`);
    await slack.settled();
    expect(outcomes).toContain('message own-message');
    expect(outcomes).toContain('message other-bot');
    // What asked for the review, and its thread.
    expect(await stores.wakeups.depth()).toBe(2);
  });
});

test('a file from another company is found and read', async () => {
  const { slack, claim } = await start('http');
  const asked = slack.person('ada').tell('look', {
    files: [{ name: 'a.sql', content: 'create table a ();', stub: true }],
  });
  await slack.settled();
  const [entry] = (await claim(asked.channel, asked.ts))?.entries ?? [];
  const token = slack.settings.botToken;
  const { lookup } = createSlackClients({ token, apiUrl: slack.apiUrl, log: silentLog });
  const files = createSlackFiles({ token, apiUrl: slack.apiUrl, lookup, log: silentLog });
  expect(await files.read(entry!.message.files[0]!, new AbortController().signal)).toEqual({
    kind: 'text',
    text: 'create table a ();',
    truncatedBytes: 0,
  });
});
