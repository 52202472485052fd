import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aRecommendation } from '../consultation/recommendations.ts';
import { type AppInSlack, noModel, openAppInSlack } from '../support/app.ts';
import type { ScriptedModel } from '../support/model.ts';
import { text, toolUse } from '../support/model/script.ts';

const prose = (request: ScriptedModel['requests'][number]) => !request.wantsJson;

/** The whole bot in this process; a form, a press, an answer. */
describe('a design whose critical facts nobody stated', () => {
  let bot: AppInSlack;

  beforeEach(async () => {
    bot = await openAppInSlack();
    bot.model.always([text('Take the queue.'), toolUse('recommend', aRecommendation())], prose);
  });

  afterEach(() => bot.stop());

  const design = 'ask backend-system-architect: please design an order service for our web shop';

  test('gets one form, whose answers and assumptions the agent then works with', async () => {
    await bot.start();
    const question = bot.ask(design);
    const form = await bot.answer(question, 1);
    expect(form.shown).toMatch(
      /5 things would change my answer[\s\S]*\*\*Load:\*\*|5 things[\s\S]*Load:/,
    );
    expect(bot.model.requests.filter(prose)).toEqual([]);

    const ada = bot.slack.person('ada');
    await ada.click(form, 'form_field:load', { value: '1,000 requests/s' });
    await ada.click(form, 'request:0');
    const { shown } = await bot.answer(question, 2);
    expect(shown).toContain('Take the queue.');
    const asked = bot.model.requests.find(prose);
    expect(asked?.agent).toBe('backend-system-architect');
    expect(asked?.question).toContain('Load: 1,000 requests/s.');
    expect(asked?.question).toMatch(/Assume the rest: Data: 50 GB, doubling in a year; Targets: /);
    expect(JSON.stringify(asked?.body.messages)).toContain('design an order service');
    const marker = bot.slack
      .messages('general')
      .find((m) => m.shown.includes('answered the questions'));
    expect(marker?.shown).toContain('1,000 requests/s');

    bot.ask('and please design the order service for two regions', question.ts);
    expect((await bot.answer(question, 3)).shown).toContain('Take the queue.');
  });

  test('is answered with assumptions when the person writes instead', async () => {
    await bot.start();
    const question = bot.ask(design);
    await bot.answer(question, 1);
    bot.ask('It is small, go on.', question.ts);
    expect((await bot.answer(question, 2)).shown).toContain('Take the queue.');
  });

  test('is not asked again in a channel that remembers, which is said, and can be forgotten', async () => {
    await bot.start();
    const question = bot.ask(design);
    const form = await bot.answer(question, 1);
    const ada = bot.slack.person('ada');
    await ada.click(form, 'form_field:load', { value: '1,000 requests/s' });
    await ada.click(form, 'form_field:data', { value: '1 TB, doubling in a year' });
    await ada.click(form, 'form_field:targets', { value: 'none promised' });
    await ada.click(form, 'form_field:consistency', { value: 'Seconds later is fine' });
    await ada.click(form, 'form_field:stack', { value: 'Nothing yet' });
    await ada.click(form, 'request:1');
    await bot.answer(question, 2);

    const second = bot.ask(design);
    const remembered = await bot.answer(second, 1);
    expect(remembered.shown).toContain('Take the queue.');
    expect(remembered.shown).toContain('Load: 1,000 requests/s');
    expect(bot.model.requests.findLast(prose)?.question).toContain('<thread_requirements');

    await bot.press('Forget this channel’s requirements', remembered);
    await bot.slack.until(() =>
      bot.slack.answers('general', second.ts).find(({ shown }) => shown.includes('Forgotten')),
    );
    const third = bot.ask(design);
    expect((await bot.answer(third, 1)).shown).toContain('things would change my answer');
  });

  test('gets its form without a model, too', async () => {
    await bot.start(noModel);
    const question = bot.ask(design);
    const form = await bot.answer(question, 1);
    expect(form.shown).toContain('things would change my answer');
    expect(form.footer).toMatch(/questions first · no model$/);
    expect(bot.model.requests).toEqual([]);
  });

  test('is not asked when the person says to just assume', async () => {
    await bot.start();
    expect((await bot.answer(bot.ask(`${design}, just assume the rest`), 1)).shown).toContain(
      'Take the queue.',
    );
  });
});
