import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { text } from '../../support/model/script.ts';
import { longView } from './support/blocks.ts';
import { callAsApp } from './support/call-as-app.ts';
import { type Stage, startStage } from './support/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
  stage.model.always(
    [text('## Verdict\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sql\nselect 1; -- one\n```')],
    (request) => !request.wantsJson,
  );
});

afterAll(async () => {
  await stage.close();
});

describe('accessibility', () => {
  test.each(['light', 'dark'] as const)('no serious violation of axe, %s', async (colorScheme) => {
    const page = await stage.open({ colorScheme });
    expect(await violations(page)).toEqual([]);

    // An empty room shows them by itself.
    const samples = page.getByRole('button', { name: 'Sample questions' });
    if (await samples.isVisible()) await samples.click();
    await page.getByRole('button', { name: /Charge cards once/ }).click();
    await page.getByRole('button', { name: 'This answer helped' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Behind it' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'architect', exact: true }).click();
    await page.getByRole('tab', { name: 'Home' }).click();
    await page.getByRole('heading', { name: 'Who answers' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'platform' }).click();
    await page.getByRole('textbox', { name: 'Message #platform' }).fill('/schema-review');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    // Only to be read, and longer than the window.
    const form = stage.playground.slack.views().find(({ kind }) => kind === 'modal');
    await callAsApp(stage.playground, 'views.update', { view_id: form?.id, view: longView });
    await page.getByText('Line 59').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Message #platform');
  });

  test('the keyboard is enough: name completed, question asked, thread left and entered again', async () => {
    const page = await stage.open();
    await page.getByRole('button', { name: 'platform' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Charge cards once/ }).focus();
    await page.keyboard.press('Enter');
    const answer = page.getByRole('complementary', { name: 'Thread' });
    await answer.getByRole('button', { name: 'This answer helped' }).waitFor();
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Reply in thread');
    await page.keyboard.press('Escape');
    await answer.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Message #platform' }).focus();
    await page.keyboard.type('@ar');
    await page.getByRole('option', { name: '@architect' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('shard or replicate?');
    await page.keyboard.press('Enter');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await thread.getByRole('button', { name: 'This answer helped' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'detached' });

    await page.getByRole('main').getByRole('button', { name: '1 reply' }).last().focus();
    await page.keyboard.press('Enter');
    await thread.waitFor();
    await page.keyboard.type('thanks');
    const reply = thread.getByRole('textbox', { name: 'Reply in thread' });
    expect(await reply.inputValue()).toBe('thanks');
  });
});

describe('looks', () => {
  test('a person chooses light or dark, and the browser remembers it', async () => {
    const page = await stage.open({ colorScheme: 'light' });
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.getByRole('button', { name: 'Colours: system' }).click();
    await page.getByRole('button', { name: 'Colours: light' }).click();
    await page.getByRole('button', { name: 'Colours: dark' }).waitFor();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('button', { name: 'Colours: dark' }).waitFor();
    expect(await paper()).toBe(dark);
  });

  test('a narrow window shows one thing at a time and never scrolls sideways', async () => {
    const page = await stage.open({ viewport: { width: 380, height: 720 } });
    const sideways = () =>
      page.evaluate<boolean>(
        'document.documentElement.scrollWidth > document.documentElement.clientWidth',
      );
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'architect', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message architect' }).fill('/');
    const names = page.getByRole('option').locator('strong');
    await names.first().waitFor();
    const heights = await names.evaluateAll((all) => all.map((name) => name.clientHeight));
    expect(new Set(heights).size).toBe(1);
    await page.getByRole('textbox', { name: 'Message architect' }).fill('shard or replicate?');
    const send = await page.getByRole('button', { name: 'Send' }).boundingBox();
    expect((send?.x ?? 0) + (send?.width ?? 0)).toBeGreaterThan(340);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'This answer helped' }).waitFor();
    expect(await page.getByRole('main').isVisible()).toBe(false);
    expect(await sideways()).toBe(false);
    await page.getByRole('button', { name: 'Close thread' }).click();
    await page.getByRole('main').getByRole('button', { name: '1 reply' }).waitFor();
    expect(await sideways()).toBe(false);
  });

  test('nothing fails and nothing leaves the machine', () => {
    expect(stage.complaints).toEqual([]);
  });
});

/** What axe calls serious or critical: rule and element. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ content: axe.source });
  return await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: Violation[] }> };
    };
    const found = await checker.run();
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}
