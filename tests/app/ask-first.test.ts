import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createApp, type App } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { aRecommendation } from '../consultation/recommendations.ts';
import { type ScriptedModel, startScriptedModel } from '../support/model.ts';
import { text, toolUse } from '../support/model/script.ts';

jest.setTimeout(30_000);

const prose = (request: ScriptedModel['requests'][number]) => !request.wantsJson;

/** The whole bot in this process; a form, a press, an answer. */
describe('a design whose critical facts nobody stated', () => {
  let slack: LocalSlack;
  let model: ScriptedModel;
  let app: App;

  beforeEach(async () => {
    [slack, model] = await Promise.all([createLocalSlack(), startScriptedModel()]);
    model.always([text('Take the queue.'), toolUse('recommend', aRecommendation())], prose);
  });

  afterEach(async () => {
    await app.stop();
    await Promise.all([slack.close(), model.close()]);
  });

  const start = async (key: string | null = 'key') => {
    const config = parseConfig({
      ...slack.environment('sockets'),
      PORT: '0',
      ...(key === null ? {} : { ANTHROPIC_API_KEY: key }),
      ANTHROPIC_BASE_URL: model.url,
      SHUTDOWN_GRACE_SECONDS: '0',
    });
    app = createApp(config, silentLog);
    await app.start();
  };
  const ask = (words: string, threadTs?: string) =>
    slack
      .person('ada')
      .say('general', `${slack.mention} ${words}`, threadTs === undefined ? {} : { threadTs });
  const answer = (question: MessageData, nth: number) =>
    slack.until(() => slack.answers('general', question.ts).filter((m) => m.footer)[nth - 1], {
      timeoutMs: 20_000,
      what: `answer ${nth} to "${question.text}"`,
    });
  const design = 'ask backend-system-architect: please design an order service for our web shop';

  test('gets one form, whose answers and assumptions the agent then works with', async () => {
    await start();
    const question = ask(design);
    const form = await answer(question, 1);
    expect(form.shown).toMatch(
      /5 things would change my answer[\s\S]*\*\*Load:\*\*|5 things[\s\S]*Load:/,
    );
    expect(model.requests.filter(prose)).toEqual([]);

    const ada = slack.person('ada');
    await ada.click(form, 'form_field:load', { value: '1,000 requests/s' });
    await ada.click(form, 'request:0');
    const { shown } = await answer(question, 2);
    expect(shown).toContain('Take the queue.');
    const asked = model.requests.find(prose);
    expect(asked?.agent).toBe('backend-system-architect');
    expect(asked?.question).toContain('Load: 1,000 requests/s.');
    expect(asked?.question).toMatch(/Assume the rest: Data: 50 GB, doubling in a year; Targets: /);
    expect(JSON.stringify(asked?.body.messages)).toContain('design an order service');
    const marker = slack
      .messages('general')
      .find((m) => m.shown.includes('answered the questions'));
    expect(marker?.shown).toContain('1,000 requests/s');

    ask('and please design the order service for two regions', question.ts);
    expect((await answer(question, 3)).shown).toContain('Take the queue.');
  });

  test('is answered with assumptions when the person writes instead', async () => {
    await start();
    const question = ask(design);
    await answer(question, 1);
    ask('It is small, go on.', question.ts);
    expect((await answer(question, 2)).shown).toContain('Take the queue.');
  });

  test('is not asked again in a channel that remembers, which is said, and can be forgotten', async () => {
    await start();
    const question = ask(design);
    const form = await answer(question, 1);
    const ada = slack.person('ada');
    await ada.click(form, 'form_field:load', { value: '1,000 requests/s' });
    await ada.click(form, 'form_field:data', { value: '1 TB, doubling in a year' });
    await ada.click(form, 'form_field:targets', { value: 'none promised' });
    await ada.click(form, 'form_field:consistency', { value: 'Seconds later is fine' });
    await ada.click(form, 'form_field:stack', { value: 'Nothing yet' });
    await ada.click(form, 'request:1');
    await answer(question, 2);

    const second = ask(design);
    const remembered = await answer(second, 1);
    expect(remembered.shown).toContain('Take the queue.');
    expect(remembered.shown).toContain('Load: 1,000 requests/s');
    expect(model.requests.findLast(prose)?.question).toContain('<thread_requirements');

    await ada.click(remembered, buttonCalled('Forget this channel’s requirements', remembered));
    await slack.until(() =>
      slack.answers('general', second.ts).find(({ shown }) => shown.includes('Forgotten')),
    );
    const third = ask(design);
    expect((await answer(third, 1)).shown).toContain('things would change my answer');
  });

  test('gets its form without a model, too', async () => {
    await start(null);
    const question = ask(design);
    expect((await answer(question, 1)).shown).toContain('things would change my answer');
    expect(model.requests).toEqual([]);
  });

  test('is not asked when the person says to just assume', async () => {
    await start();
    expect((await answer(ask(`${design}, just assume the rest`), 1)).shown).toContain(
      'Take the queue.',
    );
  });
});

/** The action id of a button by what it says. */
function buttonCalled(label: string, { blocks }: Pick<MessageData, 'blocks'>): string {
  const all = blocks.flatMap(({ elements }) => (Array.isArray(elements) ? elements : []));
  const found = all.find((element) => JSON.stringify(element).includes(JSON.stringify(label)));
  return String((found as { action_id?: string } | undefined)?.action_id);
}
