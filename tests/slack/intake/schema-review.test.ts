import { afterEach, describe, expect, test } from '@jest/globals';
import { startLocalIntake, type LocalIntake } from './support/local-intake.ts';
import { SCHEMA_MODAL } from '../../../src/slack/callbacks.ts';

let running: LocalIntake | undefined;

async function start(options: Partial<Parameters<typeof startLocalIntake>[0]> = {}) {
  running = await startLocalIntake({ mode: 'http', ...options });
  const { slack } = running;
  return {
    ...running,
    ada: slack.person('ada'),
    /** The bot's messages in the channel. */
    posted: (channel: string) =>
      slack
        .messages(channel)
        .filter(({ user, onlyFor }) => user === slack.app.userId && onlyFor === undefined),
  };
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

const SQL = 'create table a (\n  id bigint check (id < 3)\n);\n-- <!channel> ```';

describe.each(['http', 'sockets'] as const)('/schema-review over %s', (mode) => {
  test('posts who asked and what, stores the question under that message, then acknowledges', async () => {
    const { ada, posted, claim, slack } = await start({ mode });
    const outcome = await ada.command('/schema-review', slack.typed(SQL), 'general');
    expect(outcome).toMatchObject({ acknowledged: true });
    const [root] = posted('general');
    expect(root?.shown).toContain('asked for a schema review:');
    expect(root?.shown).toContain('id bigint check (id < 3)');
    expect(root?.text).not.toContain('<!channel>');
    const claimed = await claim(root!.channel, root!.ts);
    expect(claimed?.entries).toMatchObject([
      {
        message: {
          kind: 'schema-review',
          agent: 'schema-reviewer',
          user: ada.id,
          text: SQL,
          ts: root!.ts,
          thread: { ts: root!.ts },
        },
      },
    ]);
    expect(slack.calls('chat.postMessage')[0]?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });
});

describe('/schema-review with text', () => {
  test('says privately that it is not in the channel', async () => {
    const { ada, slack } = await start();
    await ada.command('/schema-review', SQL, 'random');
    expect(slack.messages('random').filter(({ user }) => user === slack.app.userId)).toMatchObject([
      { onlyFor: ada.id, text: expect.stringContaining('/invite') },
    ]);
  });

  test('says privately, and nothing in the channel, when the question could not be stored', async () => {
    const { ada, posted } = await start({
      stores: (stores) => ({
        ...stores,
        inbox: { ...stores.inbox, accept: () => Promise.reject(new Error('ECONNREFUSED redis')) },
      }),
    });
    const outcome = await ada.command('/schema-review', SQL, 'general');
    expect(outcome).toMatchObject({ response: { text: expect.stringContaining('reference') } });
    expect(posted('general')).toEqual([]);
    expect(JSON.stringify(outcome)).not.toContain('ECONNREFUSED');
  });

  test('explains itself', async () => {
    const { ada, posted } = await start();
    expect(await ada.command('/schema-review', 'help', 'general')).toMatchObject({
      response: { text: expect.stringContaining('Paste your DDL') },
    });
    expect(posted('general')).toEqual([]);
  });
});

describe('/schema-review without text', () => {
  test('takes the schema file that the person shared just before', async () => {
    const { ada, slack, posted, claim } = await start();
    ada.upload('general', { name: 'old.sql', content: 'create table a ();' });
    ada.upload('general', { name: 'photo.png', content: 'PNG', mimetype: 'image/png' });
    ada.upload('general', { name: 'pay.py', content: 'x = 1', mimetype: 'text/x-python' });
    slack.person('grace').upload('general', { name: 'hers.sql', content: 'create table b ();' });
    await ada.command('/schema-review', '', 'general');
    const [root] = posted('general');
    expect(root?.shown).toContain('old.sql');
    expect((await claim(root!.channel, root!.ts))?.entries).toMatchObject([
      { message: { files: [{ name: 'old.sql' }], kind: 'schema-review' } },
    ]);
  });

  test('opens a form when there is none', async () => {
    const { ada, slack } = await start();
    slack.person('grace').upload('general', { name: 'hers.sql', content: 'create table b ();' });
    expect(await ada.command('/schema-review', ' ', 'general')).toMatchObject({
      acknowledged: true,
    });
    expect(slack.views()).toMatchObject([{ callbackId: SCHEMA_MODAL, user: ada.id }]);
  });

  test.each([
    ['is throttled', { kind: 'rate-limited', retryAfterS: 30 }],
    ['hangs', { kind: 'hang' }],
    ['fails', { kind: 'error', error: 'missing_scope' }],
  ] as const)('opens the form in time when history %s', async (_, fault) => {
    const { ada, slack } = await start();
    slack.faults.next('conversations.history', fault);
    expect(await ada.command('/schema-review', '', 'general')).toMatchObject({
      acknowledged: true,
    });
    expect(slack.views()).toHaveLength(1);
  });

  test('says at once that it is not in the channel, instead of opening a form in vain', async () => {
    const { ada, slack } = await start();
    expect(await ada.command('/schema-review', '', 'random')).toMatchObject({
      response: { text: expect.stringContaining('/invite') },
    });
    expect(slack.views()).toEqual([]);
  });

  test('says how else to ask when the form does not open', async () => {
    const { ada, slack } = await start();
    slack.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    expect(await ada.command('/schema-review', '', 'general')).toMatchObject({
      response: { text: expect.stringContaining('Paste your DDL') },
    });
  });
});

async function openForm() {
  const started = await start();
  await started.ada.command('/schema-review', '', 'general');
  const [view] = started.slack.views();
  return { ...started, viewId: view!.id };
}

describe('the form', () => {
  test('asks like the command does, dialect included', async () => {
    const { ada, viewId, posted, claim, slack } = await openForm();
    const { view } = await ada.submit(viewId, {
      schema: { sql: SQL },
      dialect: { choice: 'MySQL' },
    });
    expect(view.open).toBe(false);
    const [root] = posted('general');
    expect((await claim(root!.channel, root!.ts))?.entries).toMatchObject([
      {
        message: {
          text: `Dialect: MySQL\n\n${SQL}`,
          user: ada.id,
          thread: { team: slack.team.id },
        },
      },
    ]);
  });

  test('tells the person alone when the message cannot be posted', async () => {
    const { ada, viewId, posted, slack } = await openForm();
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'not_in_channel' });
    const { view } = await ada.submit(viewId, { schema: { sql: SQL } });
    expect(view.open).toBe(false);
    expect(posted('general')).toEqual([]);
    expect(slack.messages('general').at(-1)).toMatchObject({
      onlyFor: ada.id,
      text: expect.stringContaining('/invite'),
    });
  });
});
