import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { callAsApp } from './support/call-as-app.ts';
import { everyBlock, formWithFiles } from './support/blocks.ts';
import { type Stage, startStage } from './support/stage.ts';

let stage: Stage;
let page: Page;

beforeAll(async () => {
  stage = await startStage({ withoutKey: true });
  // Where it is tomorrow for half of the day.
  page = await stage.open({ timezoneId: 'Pacific/Kiritimati' });
});

afterAll(async () => {
  await stage.close();
});

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(`Option ${value}`), value });
const options = [option('a'), option('b'), option('c')];

/** The app posts blocks into #general. */
async function post(blocks: readonly object[]): Promise<void> {
  const { id: channel } = stage.playground.slack.channel('general');
  await call('chat.postMessage', { channel, text: 'blocks', blocks });
}

const call = (method: string, args: object) => callAsApp(stage.playground, method, args);

/** What the page tells the playground when that is done. */
async function told(act: string, deed: () => Promise<unknown>): Promise<unknown> {
  const [request] = await Promise.all([
    page.waitForRequest((r) => r.postData()?.includes(`"act":"${act}"`) === true),
    deed(),
  ]);
  return request.postDataJSON();
}

describe('what an app may put into a message', () => {
  test('menus of one and of several, ticks, radio buttons, dates and times say what was chosen', async () => {
    const elements = [
      { type: 'static_select', action_id: 'one', placeholder: plain('Pick one'), options },
      { type: 'multi_static_select', action_id: 'many', placeholder: plain('Pick some'), options },
      { type: 'checkboxes', action_id: 'ticks', options },
      { type: 'radio_buttons', action_id: 'radio', options },
      { type: 'overflow', action_id: 'more', options },
      { type: 'datepicker', action_id: 'day', placeholder: plain('Which day') },
      { type: 'timepicker', action_id: 'hour', placeholder: plain('Which hour') },
    ];
    const sections = elements.map((accessory) => ({
      type: 'section',
      block_id: accessory.action_id,
      text: plain(accessory.action_id),
      accessory,
    }));
    await post(sections);
    const at = (id: string) => page.locator('.section', { hasText: id });
    expect(await told('click', () => page.getByLabel('Pick one').selectOption('b'))).toMatchObject({
      actionId: 'one',
      blockId: 'one',
      value: 'b',
    });
    await page.getByText('Pick some').click();
    await at('many').getByLabel('Option a').check();
    expect(await told('click', () => at('many').getByLabel('Option c').check())).toMatchObject({
      value: ['a', 'c'],
    });
    expect(await told('click', () => at('ticks').getByLabel('Option b').check())).toMatchObject({
      value: ['b'],
    });
    expect(await told('click', () => at('radio').getByLabel('Option c').check())).toMatchObject({
      value: 'c',
    });
    expect(
      await told('click', () => at('more').getByRole('combobox').selectOption('a')),
    ).toMatchObject({ actionId: 'more', value: 'a' });
    expect(
      await told('click', () => page.getByLabel('Which day').fill('2026-12-24')),
    ).toMatchObject({ value: '2026-12-24' });
    expect(await told('click', () => page.getByLabel('Which hour').fill('09:30'))).toMatchObject({
      value: '09:30',
    });
  });

  test('no kind of block that the local Slack takes is left undrawn', async () => {
    await post(everyBlock);
    const message = page.locator('.message').last();
    await message.getByText('the last of them').waitFor();
    expect(await page.getByText(/not drawn here/).count()).toBe(0);
    expect(await message.getByRole('img', { name: 'a far picture' }).count()).toBe(1);
    expect(await message.locator('optgroup').getAttribute('label')).toBe('First group');
    expect(await message.locator('ol').getAttribute('start')).toBe('3');
    expect(await message.getByText('done').textContent()).toBe('☑ done ♥ &notit; & ;');
    expect(await message.locator('.rich').getByText('2026-11-23').count()).toBe(1);
    expect(await message.getByText('the local Slack does not ask').count()).toBe(1);
    const chart = message.locator('.chart', { hasText: 'Latency' });
    expect(await chart.locator('> div').allTextContents()).toEqual(['readsp502', 'writesp505']);
    expect(await message.getByRole('link', { name: 'A talk' }).getAttribute('href')).toBe(
      'https://example.com/talk',
    );
    expect(await told('click', () => message.getByLabel('Remove').click())).toMatchObject({
      actionId: 'remove',
    });
    const field = message.getByLabel('A loose field');
    await field.fill('said');
    expect(await told('click', () => field.press('Enter'))).toMatchObject({
      actionId: 'loose',
      value: 'said',
    });
  });

  test('a moment in a text is the reader’s own', async () => {
    await call('chat.postMessage', {
      channel: stage.playground.slack.channel('general').id,
      text: 'Since <!date^1795342429^{date_num}, {time}|2026-11-22T10:13:49Z>.',
    });
    const said = page.getByText('Since', { exact: false }).last();
    expect(await said.textContent()).toBe('Since 2026-11-23, 00:13.');
  });

  test('what comes of a choice beside a text is scrolled to, however far up one has read', async () => {
    const { slack } = stage.playground;
    const accessory = { type: 'static_select', action_id: 'one', options };
    const { ts } = slack.person('ada').say('general', 'A long thread.');
    const { id: channel } = slack.channel('general');
    const reply = (text: string, rest = {}) =>
      call('chat.postMessage', { channel, thread_ts: ts, text, ...rest });
    await reply('x', { blocks: [{ type: 'section', text: plain('Choose here'), accessory }] });
    for (let line = 1; line <= 40; line += 1) await reply(`Line ${line}`);
    await page.locator(`[data-ts="${ts}"]`).getByText('41 replies').click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Line 40').waitFor();
    await thread.getByRole('log').evaluate((log) => (log.scrollTop = 0));
    await thread.getByRole('button', { name: 'More below' }).waitFor();
    await told('click', () => thread.getByRole('combobox').selectOption('b'));
    await reply('Came of it');
    await thread.getByRole('button', { name: 'More below' }).waitFor({ state: 'detached' });
    expect(await thread.getByText('Came of it').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
  });

  test('arrows walk through a menu, and Enter chooses: the app hears of one choice', async () => {
    const heard: unknown[] = [];
    page.on('request', (request) => heard.push(request.postDataJSON()));
    const placeholder = plain('By the keyboard');
    await post([
      {
        type: 'actions',
        elements: [{ type: 'static_select', action_id: 'walked', placeholder, options }],
      },
    ]);
    await page.getByLabel('By the keyboard').focus();
    // The first one opens it.
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
    await told('click', () => page.keyboard.press('Enter'));
    expect(heard).toMatchObject([{ act: 'click', actionId: 'walked', value: 'b' }]);
  });

  test('a menu forgets a choice whose form is closed again, so that it can be made again', async () => {
    const { slack } = stage.playground;
    const element = {
      type: 'static_select',
      action_id: 'which',
      placeholder: plain('Which table'),
      options,
    };
    await post([{ type: 'actions', elements: [element] }]);
    const menu = page.getByLabel('Which table');
    await menu.selectOption('b');
    // In place of the bot, which does not know the menu.
    await slack.person('ada').command('/schema-review', '', 'general');
    const form = page.getByRole('dialog');
    await form.waitFor();
    expect(await menu.inputValue()).toBe('b');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await menu.inputValue()).toBe('');
  });

  test('a form takes files: picked, left out again, and sent with what else was filled in', async () => {
    await page.getByRole('textbox', { name: /^Message / }).fill('/schema-review ');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog');
    await form.waitFor();
    const view = stage.playground.slack.snapshot().views.findLast(({ open }) => open);
    await call('views.update', { view_id: view?.id, view: formWithFiles });
    const files = ['a.sql', 'b.md', 'c.sql'].map((name) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(`-- ${name}`),
    }));
    await form.getByLabel('Your files').setInputFiles(files);
    await form.getByRole('button', { name: 'Leave b.md out' }).click();
    await form.getByRole('button', { name: 'Leave b.md out' }).waitFor({ state: 'detached' });
    expect(await told('submit', () => form.getByRole('button', { name: 'Send' }).click())).toEqual(
      expect.objectContaining({
        values: {
          many: {
            pick: [
              { name: 'a.sql', mimetype: 'text/plain', base64: btoa('-- a.sql') },
              { name: 'c.sql', mimetype: 'text/plain', base64: btoa('-- c.sql') },
            ],
          },
        },
      }),
    );
    await form.waitFor({ state: 'detached' });
    const { files: shared } = stage.playground.slack.snapshot();
    expect(shared.map(({ name, size }) => [name, size])).toEqual([
      ['a.sql', 8],
      ['c.sql', 8],
    ]);
  });

  test('a shared picture opens whole', async () => {
    const content = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    );
    stage.playground.slack.person('grace').upload('general', { name: 'dot.png', content });
    const [whole] = await Promise.all([
      page.context().waitForEvent('page'),
      page
        .getByRole('link')
        .filter({ has: page.getByAltText('dot.png') })
        .click(),
    ]);
    await whole.waitForLoadState();
    expect(await whole.evaluate('document.contentType')).toBe('image/png');
    await whole.close();
  });

  test('a button that asks first is pressed only after yes', async () => {
    const confirm = {
      title: plain('Really?'),
      text: plain('It cannot be undone.'),
      confirm: plain('Do it'),
      deny: plain('Leave it'),
    };
    const button = { type: 'button', action_id: 'go', text: plain('Drop the table'), value: 'v' };
    await post([{ type: 'actions', elements: [{ ...button, confirm }] }]);
    await page.getByRole('button', { name: 'Drop the table' }).click();
    const question = page.getByRole('dialog', { name: 'Really?' });
    await question.getByRole('button', { name: 'Leave it' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Drop the table' }).click();
    expect(
      await told('click', () => question.getByRole('button', { name: 'Do it' }).click()),
    ).toMatchObject({ actionId: 'go', value: 'v' });
  });

  test('Escape answers such a question in a thread, and leaves the thread open', async () => {
    const { slack } = stage.playground;
    const confirm = {
      title: plain('Sure?'),
      text: plain('.'),
      confirm: plain('Yes'),
      deny: plain('No'),
    };
    const button = { type: 'button', action_id: 'go', text: plain('Truncate'), confirm };
    const { ts } = slack.person('ada').say('general', 'A thread with a question.');
    await call('chat.postMessage', {
      channel: slack.channel('general').id,
      thread_ts: ts,
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    await page.locator(`[data-ts="${ts}"]`).getByText('1 reply').click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('button', { name: 'Truncate' }).click();
    await page.getByRole('dialog', { name: 'Sure?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Sure?' }).waitFor({ state: 'detached' });
    expect(await thread.count()).toBe(1);
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });
  });

  test('a deleted question leaves the way to its answers', async () => {
    const { slack } = stage.playground;
    const { ts } = slack.person('ada').say('general', 'Never mind.');
    slack.person('grace').say('general', 'But I do.', { threadTs: ts });
    const message = page.locator(`[data-ts="${ts}"]`);
    await message.getByText('1 reply').waitFor();
    await message.hover();
    await message.getByRole('button', { name: 'Delete' }).click();
    await message.getByText('This message was deleted.').waitFor();
    expect(await message.getByRole('button').allTextContents()).toEqual([
      expect.stringContaining('1 reply'),
    ]);
  });

  test('a message is edited as it was typed, and by its author', async () => {
    const said = stage.playground.slack.person('ada');
    said.say('general', stage.playground.slack.typed('see #random, @grace: a < b'));
    await page.getByText('a < b').hover();
    await page.getByRole('button', { name: 'Edit' }).last().click();
    const field = page.getByRole('textbox', { name: 'Edit the message' });
    expect(await field.inputValue()).toBe('see #random, @grace: a < b');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('textbox', { name: 'Message #general' }).press('ArrowUp');
    await field.waitFor();
    await page.getByLabel('You are').selectOption('Grace');
    await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
    expect(await field.count()).toBe(0);
    await page.getByLabel('You are').selectOption('Ada');
  });

  test('a link button that asks first opens its page only after yes', async () => {
    const confirm = {
      title: plain('Leave?'),
      text: plain('.'),
      confirm: plain('Go'),
      deny: plain('Stay'),
    };
    const url = `${stage.playground.url}#elsewhere`;
    const button = { type: 'button', action_id: 'link', text: plain('Read on'), url, confirm };
    await post([{ type: 'actions', elements: [button] }]);
    const opened: string[] = [];
    page.context().on('page', (other) => opened.push(other.url()));
    await page.getByRole('button', { name: 'Read on' }).click();
    const question = page.getByRole('dialog', { name: 'Leave?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    expect(opened).toEqual([]);
    await page.getByRole('button', { name: 'Read on' }).click();
    const [other] = await Promise.all([
      page.context().waitForEvent('page'),
      question.getByRole('button', { name: 'Go' }).click(),
    ]);
    await other.close();
    expect(opened).toHaveLength(1);
  });

  test('a reaction is given with one press and taken back with another', async () => {
    stage.playground.slack.person('grace').say('general', 'We keep one database.');
    await page.getByText('We keep one database.').hover();
    await page.getByRole('button', { name: 'React' }).last().click();
    await page.getByRole('button', { name: 'React with memo' }).click();
    await page.getByRole('button', { name: 'memo: Ada', pressed: true }).click();
    await page.getByRole('button', { name: 'memo: Ada' }).waitFor({ state: 'detached' });
    expect(stage.playground.slack.messages('general').at(-1)?.reactions).toEqual([]);
  });
});

describe('the address', () => {
  test('of a thread that is gone leads to its room, and Back leads on from there', async () => {
    await page.getByRole('button', { name: 'platform' }).click();
    await page.getByRole('textbox', { name: 'Message #platform' }).waitFor();
    await page.goto(`${stage.playground.url}#ada/general/1.000000`);
    await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
    await page.getByRole('button', { name: 'random' }).click();
    await page.getByRole('textbox', { name: 'Message #random' }).waitFor();
    await page.goBack();
    await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
    await page.goBack();
    await page.getByRole('textbox', { name: 'Message #platform' }).waitFor();
    await page.goForward();
    await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#ada/general');
  });
});

describe('without a key', () => {
  test('what cannot be made trouble with says why', async () => {
    await page.getByRole('button', { name: 'Behind it' }).click();
    const drawer = page.getByRole('complementary', { name: 'Behind it' });
    expect(await drawer.getByRole('button', { name: 'Restart Redis' }).isDisabled()).toBe(true);
    await drawer.getByText('start with --redis').waitFor();
    const model = drawer.getByRole('button', { name: 'Model answers 429 once' });
    expect(await model.isDisabled()).toBe(true);
    await drawer.getByText('set ANTHROPIC_API_KEY').first().waitFor();
    await drawer.getByRole('button', { name: 'Close the drawer' }).click();
  });

  test('an answer about somebody’s message opens its thread', async () => {
    stage.playground.slack.person('grace').say('general', 'Payments were made twice.');
    await page.getByRole('button', { name: 'general' }).click();
    await page.getByText('Payments were made twice.').hover();
    await page.getByRole('button', { name: 'Ask Architect' }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ask' }).click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('Payments were made twice.').first().waitFor();
    await thread.getByText('No language model took part').waitFor();
    await thread.getByRole('button', { name: 'Close thread' }).click();
    expect(await thread.count()).toBe(0);
  });

  test('an answer by rules comes with its checklist, and behind it one sees that no token was spent', async () => {
    await page
      .getByRole('textbox', { name: /^Message / })
      .fill('@architect how do we make payments idempotent?');
    await page.keyboard.press('Enter');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('No language model took part').waitFor();
    await thread.getByText('Should be true').first().waitFor();
    await page.getByRole('button', { name: 'Behind it' }).click();
    await page.getByText('no tokens').first().waitFor();

    // What one reads there stays open while more is logged above it.
    const lines = page.locator('.drawer details', { hasText: 'took a message in' });
    const before = await lines.count();
    await lines.first().locator('summary').click();
    await thread.getByRole('textbox', { name: 'Reply in thread' }).fill('and with Kafka?');
    await page.keyboard.press('Enter');
    await lines.nth(before).waitFor();
    expect(await lines.evaluateAll((all) => all.map((line) => line.hasAttribute('open')))).toEqual([
      false,
      true,
      ...Array.from({ length: before - 1 }, () => false),
    ]);
    expect(stage.complaints).toEqual([]);
  });
});
