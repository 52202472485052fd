import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { App } from '@slack/bolt';
import type { View } from '@slack/types';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { quiet, refusal, webClient } from '../support/slack.ts';

let now = 1_763_780_000_000;
let slack: LocalSlack;
let app: App;

beforeEach(async () => {
  slack = await createLocalSlack({ now: () => now });
  app = new App({
    token: slack.settings.botToken,
    appToken: slack.settings.appToken,
    socketMode: true,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  await app.start();
});

afterEach(async () => {
  await app.stop();
  await slack.close();
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function modal(change: object = {}): View {
  return {
    type: 'modal',
    callback_id: 'review',
    title: plain('Review'),
    submit: plain('Go'),
    private_metadata: 'kept',
    blocks: [
      {
        type: 'input',
        block_id: 'ddl',
        label: plain('DDL'),
        element: { type: 'plain_text_input', action_id: 'text' },
      },
      {
        type: 'input',
        block_id: 'file',
        label: plain('File'),
        element: { type: 'file_input', action_id: 'pick' },
      },
    ],
    ...change,
  };
}

async function openModal(): Promise<string> {
  app.command('/review', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: modal() });
  });
  await slack.person('ada').command('/review', '', 'general');
  return await slack.until(() => slack.views()[0]?.id);
}

/** A person's act that lets the app open a view. */
async function trigger(): Promise<string> {
  const triggers: string[] = [];
  app.command('/trigger', async ({ ack, command }) => {
    triggers.push(command.trigger_id);
    await ack();
  });
  await slack.person('ada').command('/trigger', '', 'general');
  return triggers.at(-1) ?? '';
}

function home(text: string): View {
  return { type: 'home', blocks: [{ type: 'header', text: plain(text) }] };
}

function side(text: string, value: string) {
  return { text: plain(text), value };
}

async function responseUrl(channel = 'general'): Promise<string> {
  const urls: string[] = [];
  app.command('/later', async ({ ack, command }) => {
    urls.push(command.response_url);
    await ack();
  });
  await slack.person('ada').command('/later', '', channel);
  return urls[0] ?? '';
}

function conversation(block_id: string, change: object) {
  return {
    type: 'input',
    block_id,
    optional: true,
    label: plain(block_id),
    element: { type: 'conversations_select', action_id: 'a', ...change },
  };
}

/** Ada presses the button of a message in general. */
async function pressed(): Promise<{ readonly url: string; readonly ts: string }> {
  const { channel, ts } = await postButton('once');
  const urls: string[] = [];
  app.action('once', async ({ ack, body }) => {
    await ack();
    if ('response_url' in body) urls.push(body.response_url);
  });
  await slack.person('ada').click({ channel, ts }, 'once');
  return { url: await slack.until(() => urls[0]), ts };
}

async function postButton(action_id: string): Promise<{ channel: string; ts: string }> {
  const channel = slack.channel('general').id;
  const button = { type: 'button' as const, action_id, text: plain('Press') };
  const blocks = [{ type: 'actions' as const, elements: [button] }];
  const posted = await webClient(slack).chat.postMessage({ channel, text: 'press', blocks });
  return { channel, ts: posted.ts ?? '' };
}

function respondTo(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

describe('buttons', () => {
  it('carry their value, their message and its thread', async () => {
    const { channel, ts } = slack.person('ada').say('general', 'why?');
    await webClient(slack).chat.postMessage({
      channel,
      thread_ts: ts,
      text: 'choose',
      blocks: [
        {
          type: 'actions',
          block_id: 'row',
          elements: [{ type: 'button', action_id: 'again', text: plain('Again'), value: 'v' }],
        },
      ],
    });
    const clicks: unknown[] = [];
    app.action('again', async ({ ack, body, action, respond }) => {
      await ack();
      clicks.push(action, body);
      await respond({ text: 'chosen', replace_original: true });
    });
    const [answer] = slack.answers('general', ts);
    await slack.person('grace').click(answer!, 'again');
    await slack.until(() => slack.answers('general', ts)[0]?.text === 'chosen');
    expect(clicks).toMatchObject([
      { action_id: 'again', block_id: 'row', value: 'v', type: 'button' },
      {
        user: { id: slack.person('grace').id },
        container: { type: 'message', message_ts: answer!.ts, thread_ts: ts, is_ephemeral: false },
        message: { ts: answer!.ts, thread_ts: ts },
      },
    ]);
  });

  it('of feedback carry the chosen side', async () => {
    const { channel, ts } = slack.person('ada').tell('why?');
    await webClient(slack).chat.postMessage({
      channel,
      thread_ts: ts,
      text: 'so',
      blocks: [
        {
          type: 'context_actions',
          elements: [
            {
              type: 'feedback_buttons',
              action_id: 'helped',
              positive_button: side('Yes', 'up'),
              negative_button: side('No', 'down'),
            },
          ],
        },
      ],
    });
    const values: unknown[] = [];
    app.action('helped', async ({ ack, action }) => {
      await ack();
      values.push('value' in action ? action.value : undefined);
    });
    const [answer] = slack.answers(channel, ts);
    await slack.person('ada').click(answer!, 'helped', { value: 'down' });
    await slack.until(() => values.length > 0);
    expect(values).toEqual(['down']);
    await expect(slack.person('ada').click(answer!, 'other')).rejects.toThrow('there are: helped');
  });
});

describe('the message shortcut', () => {
  it('carries the message', async () => {
    const message = slack.person('grace').say('general', 'look at this');
    const seen: unknown[] = [];
    app.shortcut('ask', async ({ ack, shortcut }) => {
      await ack();
      seen.push(shortcut);
    });
    await slack.person('ada').shortcut('ask', message);
    await slack.until(() => seen.length > 0);
    expect(seen).toMatchObject([
      {
        type: 'message_action',
        message_ts: message.ts,
        message: { text: 'look at this' },
        channel: { name: 'general' },
      },
    ]);
  });
});

describe('views', () => {
  it('open, take text and files, and close', async () => {
    const id = await openModal();
    const seen: unknown[] = [];
    app.view('review', async ({ ack, view }) => {
      await ack();
      seen.push(view);
    });
    const { view } = await slack.person('ada').submit(id, {
      ddl: { text: 'create table t()' },
      file: { pick: [{ name: 'a.sql', content: 'x' }] },
    });
    await slack.until(() => seen.length > 0);
    expect(view.open).toBe(false);
    expect(slack.views()).toEqual([]);
    expect(seen).toMatchObject([
      {
        private_metadata: 'kept',
        state: {
          values: {
            ddl: { text: { type: 'plain_text_input', value: 'create table t()' } },
            file: { pick: { type: 'file_input', files: [{ name: 'a.sql' }] } },
          },
        },
      },
    ]);
  });

  it('stay open with what is wrong, or change, as the app answers', async () => {
    const id = await openModal();
    app.view('review', async ({ ack, view }) => {
      if (view.state.values['ddl']?.['text']?.value === null) {
        await ack({ response_action: 'errors', errors: { ddl: 'Paste something' } });
      } else {
        await ack({ response_action: 'update', view: modal({ title: plain('Thanks') }) });
      }
    });
    const empty = await slack.person('ada').submit(id, {});
    expect(empty.view).toMatchObject({ open: true, errors: { ddl: 'Paste something' } });
    const full = await slack.person('ada').submit(id, { ddl: { text: 'x' } });
    expect(full.view).toMatchObject({
      id,
      open: true,
      errors: {},
      body: { title: { text: 'Thanks' } },
    });
    await expect(slack.person('ada').submit(id, { typo: { text: '' } })).rejects.toThrow(
      'no input block typo',
    );
  });

  it('can be pushed, updated by hash, and cleared together', async () => {
    const id = await openModal();
    app.view('review', async ({ ack, view }) => {
      if (view.previous_view_id === null) {
        await ack({ response_action: 'push', view: modal({ title: plain('Second') }) });
      } else await ack({ response_action: 'clear' });
    });
    const pushed = await slack.person('ada').submit(id, {});
    expect(slack.views()).toHaveLength(2);
    const client = webClient(slack);
    const stale = client.views.update({ view_id: id, hash: 'old', view: modal() });
    expect(await refusal(stale)).toBe('hash_conflict');
    await slack.person('ada').submit(pushed.view.id, {});
    expect(slack.views()).toEqual([]);
    expect(await refusal(client.views.update({ view_id: id, view: modal() }))).toBe('not_found');
  });

  it('can be pushed and updated by the app, three deep', async () => {
    const client = webClient(slack);
    const id = await openModal();
    const push = async () => {
      await client.views.push({ trigger_id: await trigger(), view: modal() });
    };
    await client.views.update({ view_id: id, view: modal({ title: plain('Other') }) });
    await push();
    await push();
    expect(slack.views().map((view) => view.rootId)).toEqual([id, id, id]);
    expect(slack.views()[0]?.body).toMatchObject({ title: { text: 'Other' } });
    expect(await refusal(push())).toBe('push_limit_reached');
    const other = client.views.push({ trigger_id: await trigger(), view: home('a') });
    expect(await refusal(other)).toBe('invalid_arguments');
  });

  it('tell what was chosen, and that they were closed', async () => {
    const client = webClient(slack);
    const option = (value: string) => ({ text: plain(value), value });
    const menu = (block_id: string, type: 'static_select' | 'checkboxes') => ({
      type: 'input' as const,
      block_id,
      label: plain(block_id),
      element: { type, action_id: 'a', options: [option('x'), option('y')] },
    });
    const person = { type: 'users_select' as const, action_id: 'a' };
    await client.views.open({
      trigger_id: await trigger(),
      view: modal({
        notify_on_close: true,
        blocks: [
          menu('one', 'static_select'),
          menu('some', 'checkboxes'),
          { type: 'input', block_id: 'who', label: plain('who'), element: person },
        ],
      }),
    });
    const [view] = slack.views();
    const seen: unknown[] = [];
    app.view('review', async ({ ack, view: submitted }) => {
      seen.push(submitted.state.values);
      await ack({ response_action: 'errors', errors: { one: 'no' } });
    });
    app.view({ type: 'view_closed', callback_id: 'review' }, async ({ ack }) => {
      seen.push('closed');
      await ack();
    });
    const chosen = { one: { a: 'x' }, some: { a: 'x,y' }, who: { a: 'U1' } };
    await slack.person('ada').submit(view!.id, chosen);
    await slack.person('ada').closeView(view!.id);
    await slack.until(() => seen.length === 2);
    expect(seen).toMatchObject([
      {
        one: { a: { selected_option: { value: 'x' } } },
        some: { a: { selected_options: [{ value: 'x' }, { value: 'y' }] } },
        who: { a: { selected_user: 'U1' } },
      },
      'closed',
    ]);
  });

  it('open for three seconds after an act, once', async () => {
    const client = webClient(slack);
    const open = (trigger_id: string) => client.views.open({ trigger_id, view: modal() });
    const used = await trigger();
    await open(used);
    expect(await refusal(open(used))).toBe('exchanged_trigger_id');
    const late = await trigger();
    now += 3_001;
    expect(await refusal(open(late))).toBe('expired_trigger_id');
    expect(await refusal(open('x'))).toBe('invalid_trigger_id');
    const fresh = await trigger();
    const view = modal({ title: plain('x'.repeat(25)) });
    expect(await refusal(client.views.open({ trigger_id: fresh, view }))).toBe('invalid_arguments');
  });

  it('may be a home tab, one for each person', async () => {
    const client = webClient(slack);
    const { id: user_id } = slack.person('ada');
    await client.views.publish({ user_id, view: home('a') });
    await client.views.publish({ user_id, view: home('b') });
    expect(slack.views()).toMatchObject([
      { kind: 'home', user: user_id, blocks: [{ text: { text: 'b' } }] },
    ]);
    const broken = client.views.publish({ user_id, view: home('x'.repeat(151)) });
    expect(await refusal(broken)).toBe('invalid_blocks');
  });
});

describe('what is chosen', () => {
  const options = ['x', 'y'].map((value) => ({ text: plain(`option ${value}`), value }));
  const elements = [
    { type: 'checkboxes', action_id: 'ticks', options },
    { type: 'datepicker', action_id: 'day' },
    { type: 'button', action_id: 'go', text: plain('Go'), value: 'v' },
  ];
  const expected = {
    rows: {
      ticks: { type: 'checkboxes', selected_options: [options[0], options[1]] },
      day: { type: 'datepicker', selected_date: '2026-12-24' },
    },
  };

  it('in a message comes with whatever is pressed next', async () => {
    const client = webClient(slack);
    const channel = slack.channel('general').id;
    const row = { type: 'actions' as const, block_id: 'rows', elements };
    const posted = await client.chat.postMessage({ channel, text: 'form', blocks: [row] as never });
    const seen: unknown[] = [];
    app.action(/ticks|day|go/, async ({ ack, body }) => {
      await ack();
      seen.push(body);
    });
    const message = { channel, ts: posted.ts! };
    const ada = slack.person('ada');
    await ada.click(message, 'ticks', { value: ['x', 'y'] });
    await ada.click(message, 'day', { value: '2026-12-24' });
    await ada.click(message, 'go');
    await slack.until(() => seen.length === 3);
    expect(seen.at(-1)).toMatchObject({
      actions: [{ action_id: 'go', value: 'v' }],
      state: { values: expected },
    });
  });

  it('in a Home tab is delivered with its view', async () => {
    const { id: user_id } = slack.person('ada');
    const blocks = [{ type: 'actions' as const, block_id: 'rows', elements }] as never;
    await webClient(slack).views.publish({ user_id, view: { type: 'home', blocks } });
    const [view] = slack.views();
    const seen: unknown[] = [];
    app.action(/ticks|day|go/, async ({ ack, body }) => {
      await ack();
      seen.push(body);
    });
    await slack.person('ada').clickView(view!.id, 'ticks', { value: ['x', 'y'] });
    await slack.person('ada').clickView(view!.id, 'day', { value: '2026-12-24' });
    await slack.person('ada').clickView(view!.id, 'go');
    await slack.until(() => seen.length === 3);
    expect(seen.at(-1)).toMatchObject({
      container: { type: 'view', view_id: view!.id },
      view: { type: 'home', state: { values: expected } },
      actions: [{ action_id: 'go', value: 'v' }],
    });
  });
});

describe('a trigger id', () => {
  it('is another for each act, and the same when an act is delivered again', async () => {
    const seen: (readonly [string, string])[] = [];
    app.action('press', async ({ ack, body }) => {
      await ack();
      if (body.type === 'block_actions') seen.push([body.trigger_id, body.response_url]);
    });
    await expect(slack.repeatAct()).rejects.toThrow('nobody has pressed');
    const message = await postButton('press');
    await slack.person('ada').click(message, 'press');
    await slack.repeatAct();
    await slack.person('ada').click(message, 'press');
    const [first, again, second] = await slack.until(() => seen.length === 3 && seen);
    expect(again).toEqual(first);
    expect(new Set([...first!, ...second!]).size).toBe(4);
  });
});

describe('a response URL', () => {
  it('takes five answers', async () => {
    const url = await responseUrl();
    for (let i = 0; i < 5; i += 1)
      expect((await respondTo(url, { text: `${i}` })).status).toBe(200);
    const sixth = await respondTo(url, { text: 'x' });
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
    expect(slack.messages('general')).toHaveLength(5);
    expect(slack.calls('response_url')).toHaveLength(6);
  });

  it('takes them for half an hour', async () => {
    const url = await responseUrl();
    now += 30 * 60_000 + 1;
    expect((await respondTo(url, { text: 'x' })).status).toBe(404);
  });

  it('shows its answer to that one person, in the channel or a thread, unless it is for everybody', async () => {
    const root = slack.person('ada').say('random', 'no bot in here');
    const url = await responseUrl('random');
    await respondTo(url, { text: 'for you' });
    await respondTo(url, { text: 'for you, there', thread_ts: root.ts });
    await respondTo(url, { text: 'for all', response_type: 'in_channel' });
    const ada = slack.person('ada').id;
    const answers = slack.messages('random').slice(1);
    expect(answers.map(({ text, onlyFor, threadTs }) => [text, onlyFor, threadTs])).toEqual([
      ['for you', ada, undefined],
      ['for you, there', ada, root.ts],
      ['for all', undefined, undefined],
    ]);
  });

  it('may replace or delete the message whose button was pressed', async () => {
    const { url, ts } = await pressed();
    await respondTo(url, { text: 'beside' });
    await respondTo(url, { text: 'replaced', replace_original: 'true' });
    expect(slack.messages('general')).toMatchObject([
      { ts, text: 'replaced' },
      { text: 'beside', onlyFor: slack.person('ada').id },
    ]);
    await respondTo(url, { delete_original: true, text: 'in its place' });
    const left = slack.messages('general').map(({ text }) => text);
    expect(left).toEqual(['beside', 'in its place']);
  });

  it('overwrites that message by an answer for everybody that does not say otherwise', async () => {
    const { url, ts } = await pressed();
    await respondTo(url, { text: 'new', response_type: 'in_channel', replace_original: false });
    await respondTo(url, { text: 'over it', response_type: 'in_channel' });
    expect(slack.messages('general')).toMatchObject([{ ts, text: 'over it' }, { text: 'new' }]);
  });

  it('of a message shortcut leaves the message alone', async () => {
    const hers = slack.person('ada').say('general', 'look');
    const urls: string[] = [];
    app.shortcut('ask', async ({ ack, shortcut }) => {
      await ack();
      if ('response_url' in shortcut) urls.push(shortcut.response_url);
    });
    await slack.person('ada').shortcut('ask', hers);
    const url = await slack.until(() => urls[0]);
    await respondTo(url, { text: 'replaced', replace_original: true });
    await respondTo(url, { delete_original: true });
    expect(slack.messages('general').map(({ text }) => text)).toEqual(['look', 'replaced']);
  });

  it('comes with a modal for each conversation that an input asks it for', async () => {
    const blocks = [
      conversation('where', { response_url_enabled: true }),
      conversation('empty', { response_url_enabled: true }),
      conversation('plain', {}),
    ];
    const view = modal({ blocks });
    await webClient(slack).views.open({ trigger_id: await trigger(), view });
    const seen: { channel_id: string; response_url: string }[] = [];
    app.view('review', async ({ ack, body }) => {
      await ack();
      seen.push(...('response_urls' in body ? (body.response_urls ?? []) : []));
    });
    const { id } = slack.channel('random');
    const values = { where: { a: id }, plain: { a: id } };
    await slack.person('ada').submit(slack.views()[0]!.id, values);
    expect(seen).toMatchObject([{ block_id: 'where', action_id: 'a', channel_id: id }]);
    await respondTo(seen[0]!.response_url, { text: 'there' });
    expect(slack.messages('random')).toMatchObject([
      { text: 'there', onlyFor: slack.person('ada').id },
    ]);
  });

  it('checks blocks as the Web API does', async () => {
    const broken = await respondTo(await responseUrl(), { blocks: [{ type: 'hologram' }] });
    expect(await broken.json()).toMatchObject({ error: 'invalid_blocks' });
  });
});
