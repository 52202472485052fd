import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { RecordedRequest } from '../../support/model/request.ts';
import { at, gate, text } from '../../support/model/script.ts';
import { type Stage, startStage } from './support/stage.ts';

let stage: Stage;
let page: Page;

const isAnswer = (request: RecordedRequest) => !request.wantsJson;

beforeAll(async () => {
  stage = await startStage({ redis: true });
  page = await stage.open();
});

afterAll(async () => {
  await stage.close();
});

// One page for all: what is asked next opens a thread of its own.
afterEach(async () => {
  const close = page.getByRole('button', { name: 'Close thread' });
  if (await close.isVisible()) await close.click();
});

const thread = () => page.getByRole('complementary', { name: 'Thread' });
const drawer = () => page.getByRole('complementary', { name: 'Behind it' });
const helped = () => thread().getByRole('button', { name: 'This answer helped' });

/** Presses one of the drawer's buttons, and waits for the word that the trouble is made. */
async function make(trouble: string, word: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Behind it' }).click();
  await drawer().getByRole('button', { name: trouble }).click();
  await page.getByRole('alert').getByText(word).waitFor();
  await drawer().getByRole('button', { name: 'Close the drawer' }).click();
}

async function ask(question: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Message / }).fill(`@architect ${question}`);
  await page.keyboard.press('Enter');
}

/** The bot's messages in the thread that is open. */
const answers = () => thread().locator('.message', { has: page.locator('.badge') });

describe('a question survives', () => {
  test('a worker that dies in the middle of its answer: another one finishes the same message', async () => {
    const never = gate();
    stage.model.next([text('Use a queue, '), at(never), text('says the dead one')], isAnswer);
    await ask('how do we decouple billing from orders?');
    await thread().getByText('Use a queue,').waitFor();
    stage.model.next([text('Use a queue, and an outbox.')], isAnswer);
    await make('Kill the worker', /Another one finishes/);
    await thread().getByText('Use a queue, and an outbox.').waitFor();
    never.open();
    await helped().waitFor();
    expect(await answers().count()).toBe(1);
    expect(await thread().getByText('says the dead one').count()).toBe(0);
  });

  test('a worker that dies as soon as its message has begun', async () => {
    await make('Kill the worker', /the next worker dies/);
    stage.model.always([text('Once only.')], isAnswer);
    await ask('what does an outbox cost us?');
    await helped().waitFor();
    await thread().getByText('Once only.').waitFor();
    expect(await answers().count()).toBe(1);
  });

  test('a Redis that is killed while the answer is written', async () => {
    const half = gate();
    stage.model.next([text('Partition '), at(half), text('by tenant.')], isAnswer);
    await ask('how would you shard this?');
    await thread().getByText('Partition').waitFor();
    await make('Restart Redis', /has started again/);
    stage.model.always([text('Partition by tenant.')], isAnswer);
    half.open();
    await helped().waitFor();
    await thread().getByText('Partition by tenant.').waitFor();
    expect(await answers().count()).toBe(1);
  });

  test.each([
    ['Drop the sockets', /opens new ones/],
    ['Slack answers 429 once', /answered with 429/],
    ['Slack refuses the next stream', /next stream is refused/],
    ['Model answers 429 once', /model is answered with 429/],
    ['Model is overloaded twice', /529/],
  ])('%s', async (trouble, word) => {
    await make(trouble, word);
    stage.model.always([text(`Still here after: ${trouble}.`)], isAnswer);
    await ask('which index does this query need?');
    await thread().getByText(`Still here after: ${trouble}.`).waitFor();
    await helped().waitFor();
    expect(await answers().count()).toBe(1);
  });

  test('Slack closes open streams', async () => {
    const half = gate();
    stage.model.next([text('Read the plan '), at(half), text('first.')], isAnswer);
    await ask('where does this endpoint lose its time?');
    await thread().getByText('Read the plan').waitFor();
    await make('Slack closes open streams', /are closed/);
    half.open();
    await thread().getByText('first.').waitFor();
    await helped().waitFor();
    expect(await answers().count()).toBeGreaterThan(0);
  });
});

describe('behind it', () => {
  test('one sees who was chosen, what the model and Slack were asked, and what is stored', async () => {
    stage.model.always([text('A covering index.')], isAnswer);
    await ask('which index does a slow query over p95 latency need?');
    await helped().waitFor();
    await page.getByRole('button', { name: 'Behind it' }).click();
    await drawer().getByText('answered', { exact: true }).first().waitFor();
    // It stands beside the thread, so that one sees there what becomes of the trouble that one makes here.
    const [beside, left] = [await drawer().boundingBox(), await thread().boundingBox()];
    expect(beside?.x).toBeGreaterThanOrEqual((left?.x ?? 0) + (left?.width ?? 0));
    await drawer().getByText('performance-analyst').first().waitFor();
    await drawer().getByText('chat.startStream').first().waitFor();
    await drawer()
      .getByText(/end_turn .*tokens in/)
      .first()
      .click();
    await drawer()
      .getByText(/System prompt of [\d,]+ characters/)
      .first()
      .waitFor();
    await drawer().locator('dt', { hasText: 'Turns' }).locator('+ dd', { hasText: '1' }).waitFor();
    const stored = drawer().locator('summary', { hasText: 'A covering index.' });
    await stored.waitFor();
    expect(await stored.count()).toBe(1);
    await drawer().getByRole('button', { name: 'Close the drawer' }).click();
  });

  test('nothing fails and nothing leaves the machine', () => {
    expect(stage.complaints).toEqual([]);
  });
});
