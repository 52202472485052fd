import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { at, gate, text } from '../../support/model/script.ts';
import type { RecordedRequest } from '../../support/model/request.ts';
import { type Stage, startStage } from './support/stage.ts';

let stage: Stage;
let page: Page;

const isAnswer = (request: RecordedRequest) => !request.wantsJson;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(async () => {
  await stage.close();
});

beforeEach(async () => {
  page = await stage.open();
});

const room = () => page.getByRole('textbox', { name: /^Message / });
const thread = () => page.getByRole('complementary', { name: 'Thread' });
const ask = async (question: string) => {
  await room().fill(`@architect ${question}`);
  await room().press('Enter');
};

const isSeen = (line: Locator) =>
  line.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const list = element.closest('.scroll')?.getBoundingClientRect();
    return list !== undefined && top >= list.top && bottom <= list.bottom;
  });

describe('a conversation', () => {
  test('a mention opens its thread, the answer streams in, and a follow-up needs no mention', async () => {
    const half = gate();
    stage.model.next(
      [text('**Use a queue**, '), at(half), text('with a `dead letter`.')],
      isAnswer,
    );
    await ask('how do we decouple billing?');
    await thread().getByText('Use a queue').waitFor();
    expect(await thread().getByText('dead letter').count()).toBe(0);
    await thread().getByRole('button', { name: 'Stop' }).waitFor();
    half.open();
    await thread().locator('code', { hasText: 'dead letter' }).waitFor();
    expect(await thread().locator('strong', { hasText: 'Use a queue' }).count()).toBe(1);
    await thread().getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });

    stage.model.next([text('Yes, with a retry topic.')], isAnswer);
    await thread().getByRole('textbox', { name: 'Reply in thread' }).fill('and with Kafka?');
    await page.keyboard.press('Enter');
    await thread().getByText('with a retry topic').waitFor();
    await page.getByRole('main').getByRole('button', { name: '3 replies' }).waitFor();
  });

  test('Stop ends an answer where it is', async () => {
    const never = gate();
    stage.model.next([text('A long story begins '), at(never), text(' and never ends')], isAnswer);
    await ask('tell me everything about sharding');
    await thread().getByText('A long story begins').waitFor();
    await thread().getByRole('button', { name: 'Stop' }).click();
    await thread()
      .getByText(/stopped/i)
      .waitFor();
    await thread().getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    expect(await thread().getByText('never ends').count()).toBe(0);
    never.open();
  });

  test('a table, code and a list look like what they are, and nobody’s text is markup', async () => {
    const answer =
      '| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n\n```sql\nselect 1;\n```\n\n<img src=x onerror=alert(1)>';
    stage.model.next([text(answer)], isAnswer);
    await ask('show me a table of options <img src=x onerror=alert(2)>');
    const feedback = thread().getByRole('button', { name: 'This answer helped' });
    await feedback.waitFor();
    expect(await thread().locator('table td').allTextContents()).toEqual(['1', '2']);
    expect(await thread().locator('pre .hljs-keyword').textContent()).toBe('select');
    expect(await thread().locator('.text ul li').allTextContents()).toEqual(['one', 'two']);
    expect(await thread().locator('img').count()).toBe(0);

    await feedback.click();
    await thread().getByRole('button', { name: 'This answer helped', pressed: true }).waitFor();
    await page.getByLabel('You are').selectOption('Grace');
    await thread().getByRole('button', { name: 'This answer helped', pressed: false }).waitFor();
  });

  test('a second question in the channel opens its own thread over the first one', async () => {
    stage.model.next([text('First answer.')], isAnswer);
    await ask('what is a saga?');
    await thread().getByText('First answer.').waitFor();
    stage.model.next([text('Second answer.')], isAnswer);
    await ask('what is an outbox?');
    await thread().getByText('Second answer.').waitFor();
    expect(await thread().getByText('First answer.').count()).toBe(0);
  });

  test('a long answer is read from its top, and what one writes then is seen', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => `${n + 1}. point ${n + 1}`).join('\n');
    stage.model.next([text(`Begins here.\n\n${lines}\n\nEnds here.`)], isAnswer);
    await ask('tell me all that there is about sagas');
    await thread().getByRole('button', { name: 'This answer helped' }).waitFor();
    expect(await isSeen(thread().getByText('Begins here.'))).toBe(true);
    expect(await isSeen(thread().getByText('Ends here.'))).toBe(false);
    await thread().getByRole('button', { name: 'More below' }).click();
    await thread().getByRole('button', { name: 'More below' }).waitFor({ state: 'detached' });
    expect(await isSeen(thread().getByText('Ends here.'))).toBe(true);

    // A reader elsewhere stays there, until it is he who writes.
    await thread()
      .getByRole('log')
      .evaluate((log) => {
        log.scrollTop = 0;
      });
    await thread().getByRole('button', { name: 'More below' }).waitFor();
    stage.model.next([text('Short.')], isAnswer);
    await thread().getByRole('textbox', { name: 'Reply in thread' }).fill('and in a word?');
    await page.keyboard.press('Enter');
    await thread().getByText('Short.').waitFor();
    await thread().getByRole('button', { name: 'More below' }).waitFor({ state: 'detached' });
    expect(await isSeen(thread().getByText('and in a word?'))).toBe(true);
  });

  test('a reload comes back to the thread and to whom one was, the way back leads out, and a draft waits', async () => {
    const half = gate();
    stage.model.next([text('Half of it, '), at(half), text('and the rest.')], isAnswer);
    await page.getByLabel('You are').selectOption('Linus');
    await ask('what is a reload good for?');
    await thread().getByText('Half of it,').waitFor();
    await page.reload();
    await thread().getByText('Half of it,').waitFor();
    expect(await page.getByLabel('You are').locator('option:checked').textContent()).toBe('Linus');
    await thread().getByRole('button', { name: 'Stop' }).waitFor();
    half.open();
    await thread().getByText('and the rest.').waitFor();

    await thread().getByRole('textbox', { name: 'Reply in thread' }).fill('half a thought');
    await page.getByRole('button', { name: 'Close thread' }).click();
    await thread().waitFor({ state: 'detached' });
    await page.goBack();
    const reply = thread().getByRole('textbox', { name: 'Reply in thread' });
    await reply.waitFor();
    expect(await reply.inputValue()).toBe('half a thought');
  });

  test('what is refused or does not arrive is said in words, and stays in the composer', async () => {
    await room().fill('y'.repeat(40_001));
    await room().press('Enter');
    const notice = page.getByRole('alert').getByText('Slack takes messages up to 40,000');
    expect(await notice.textContent()).toBe('Slack takes messages up to 40,000 characters.');
    expect((await room().inputValue()).length).toBe(40_001);

    await room().fill('anybody there?');
    await page.context().setOffline(true);
    await room().press('Enter');
    await page.getByRole('alert').getByText('the playground does not answer').waitFor();
    await page.context().setOffline(false);
    expect(await room().inputValue()).toBe('anybody there?');
  });

  test('a file picked in the composer is shown, previewed and read by the bot', async () => {
    stage.model.next([text('One table, no index.')], isAnswer);
    await page.locator('input[type=file]').setInputFiles({
      name: 'shop.sql',
      mimeType: 'application/sql',
      buffer: Buffer.from('create table carts (id int);'),
    });
    await page.getByRole('list', { name: 'Files to send' }).getByText('shop.sql').waitFor();
    await ask('what do you say to this file?');
    await page.getByRole('main').getByRole('link', { name: 'shop.sql' }).waitFor();
    await page.getByRole('main').locator('pre', { hasText: 'create table carts' }).waitFor();
    await thread().getByText('One table, no index.').waitFor();
    expect(stage.model.requests.at(-1)?.raw).toContain('create table carts');
  });

  test('a file dropped on the messages goes with the next one, and one dropped beside them leaves the page', async () => {
    await page.getByRole('button', { name: 'platform' }).click();
    const dropped = await page.evaluateHandle(
      `(() => {
        const held = new DataTransfer();
        held.items.add(new File(['create table carts (id int);'], 'carts.sql'));
        return held;
      })()`,
    );
    const messages = page.getByRole('main').getByRole('log');
    await messages.dispatchEvent('dragover', { dataTransfer: dropped });
    await page.getByPlaceholder('Let go to add the files').waitFor();
    await messages.dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('list', { name: 'Files to send' }).getByText('carts.sql').waitFor();
    await page.getByPlaceholder('Message #platform').waitFor();
    // The page has listened before this listener does.
    await page.evaluate(`addEventListener('drop', (event) => { stays = event.defaultPrevented; })`);
    await page.getByRole('navigation').dispatchEvent('drop', { dataTransfer: dropped });
    expect(await page.evaluate('stays')).toBe(true);
  });

  test('/schema-review alone opens a form, which keeps what was written when the app finds fault', async () => {
    await page.getByRole('button', { name: 'platform' }).click();
    await room().fill('/schema-review');
    await room().press('Enter');
    const form = page.getByRole('dialog', { name: 'Schema review' });
    await form.getByLabel('Schema').fill('   ');
    await form.getByRole('button', { name: 'Review' }).click();
    await form.getByText('Paste a schema to review.').waitFor();
    expect(await form.getByLabel('Schema').inputValue()).toBe('   ');

    stage.model.next([text('No primary key.')], isAnswer);
    await form.getByLabel('Schema').fill('create table t (id int);');
    await form.getByRole('button', { name: 'Review' }).click();
    await form.waitFor({ state: 'detached' });
    await thread().getByText('asked for a schema review').waitFor();
    await thread().getByText('No primary key.').waitFor();
  });

  test('another person sees what is new, and the app’s room is theirs alone', async () => {
    await page.getByRole('button', { name: 'platform' }).click();
    await room().fill('hello @grace');
    await room().press('Enter');
    const grace = await stage.open();
    await grace.getByLabel('You are').selectOption('Grace');
    await room().fill('are you there?');
    await room().press('Enter');
    await grace.getByRole('button', { name: /platform.*1/ }).click();
    await grace.getByText('are you there?').waitFor();
    await grace.getByLabel('1 unread').waitFor({ state: 'detached' });
    expect(await grace.getByLabel('1 unread').count()).toBe(0);
    await grace.getByText('are you there?').hover();
    await grace.getByRole('button', { name: 'React' }).last().click();
    await grace.getByRole('button', { name: 'React with eyes' }).click();
    await page.getByRole('button', { name: 'eyes: Grace' }).waitFor();
  });

  test('the app’s Home tab shows who answers', async () => {
    await page.getByRole('button', { name: 'architect', exact: true }).click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Who answers' }).waitFor();
    expect(await page.getByText('schema-reviewer').isVisible()).toBe(true);
  });

  test('nothing fails and nothing leaves the machine', () => {
    expect(stage.complaints).toEqual([]);
  });
});
