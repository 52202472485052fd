import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { aRecommendation } from '../consultation/recommendations.ts';
import { type AppInSlack, noModel, openAppInSlack } from '../support/app.ts';
import { buttonCalled } from '../support/button.ts';
import type { ScriptedModel } from '../support/model.ts';
import { text, toolUse } from '../support/model/script.ts';

type Request = ScriptedModel['requests'][number];
const prose = (request: Request) => !request.wantsJson;

/** The whole bot in this process. */
describe('in Slack', () => {
  let bot: AppInSlack;

  beforeEach(async () => {
    bot = await openAppInSlack();
    bot.model.always([text('Take the queue.'), toolUse('recommend', aRecommendation())], prose);
  });

  afterEach(() => bot.stop());

  const ada = () => bot.slack.person('ada');
  const said = (threadTs: string, words: string) =>
    bot.slack.until(
      () =>
        bot.slack
          .messages('general')
          .find(
            (m) =>
              m.threadTs === threadTs &&
              m.user === bot.slack.app.userId &&
              m.stream?.state !== 'open' &&
              m.shown.includes(words),
          ),
      { timeoutMs: 15_000, what: `"${words}"` },
    );
  const fileCalled = (name: string) =>
    bot.slack.until(
      () =>
        bot.slack
          .messages('general')
          .find(
            ({ files, user }) =>
              user === bot.slack.app.userId && files.some((f) => f.name === name),
          ),
      { timeoutMs: 15_000, what: `the file ${name}` },
    );
  const queue =
    'ask backend-system-architect: which of a queue and a call, for orders to the warehouse? Just assume the rest.';

  test('an answer is saved by its button, updated by a reaction, and found by the next question', async () => {
    await bot.start();
    const question = bot.ask(queue);
    const first = await bot.answer(question);
    await bot.press('Save as decision', first);
    await fileCalled('adr-0001-how-orders-reach-the-warehouse.md');
    expect((await said(question.ts, 'Saved: ')).shown).toContain('accepted');

    ada().react(first, 'memo');
    await said(question.ts, 'Updated: ');
    const listed = await ada().command('/architect', 'decisions warehouse', 'general');
    expect(JSON.stringify(listed)).toContain('*1* How orders reach the warehouse · accepted');
    expect(JSON.stringify(listed)).toContain('|thread>');

    const next = bot.ask(
      'ask backend-system-architect: do orders reach the warehouse in time? Just assume the rest.',
    );
    expect((await bot.answer(next)).shown).toContain('Bears on decision 1 (How orders reach');
    expect(JSON.stringify(bot.model.requests.findLast(prose)?.body.messages)).toContain(
      '<thread_decision number=\\"1\\" status=\\"accepted\\"',
    );

    await ada().command('/architect', 'decision 1 reject', 'general');
    await bot.slack.until(() =>
      bot.slack.messages('general').find((m) => m.shown.includes('is rejected now')),
    );
  });

  test('nobody of another workspace reads or writes the log, by button, reaction or command', async () => {
    await bot.start();
    const question = bot.ask(queue);
    const first = await bot.answer(question);
    const eve = bot.slack.addPerson('eve', { team: 'T0OTHER' });
    eve.join('general');
    await eve.click(first, buttonCalled('Save as decision', first)!);
    await said(question.ts, 'only its own people');
    eve.react(first, 'memo');
    ada().react(first, 'memo');
    const hints = () =>
      bot.slack.messages('general').filter(({ onlyFor }) => onlyFor !== undefined);
    await bot.slack.until(() => hints().length === 2);
    expect(new Set(hints().map(({ onlyFor }) => onlyFor))).toEqual(new Set([eve.id, ada().id]));
    expect(hints()[1]?.shown).toContain('does not tell me whose it is');
    const listed = await ada().command('/architect', 'decisions', 'general');
    expect(JSON.stringify(listed)).toContain('No decision is saved yet');

    await bot.press('Save as decision', first);
    expect((await said(question.ts, 'Saved: ')).shown).toContain('accepted');
    for (const order of ['decisions', 'decision 1']) {
      const told = await eve.command('/architect', order, 'general');
      expect(JSON.stringify(told)).toContain('only its own people read it');
    }
    const orders = ['decision 1 reject', 'decision 1 post', 'decisions export'];
    for (const order of orders) await eve.command('/architect', order, 'general');
    const refusals = () =>
      bot.slack
        .messages('general')
        .filter((m) => m.shown.includes('only its own people read it, save'));
    await bot.slack.until(() => refusals().length === 1 + orders.length);
    const shown = await ada().command('/architect', 'decision 1', 'general');
    expect(JSON.stringify(shown)).toContain('accepted');
  });

  test('a channel’s project context reaches every agent, until it is removed', async () => {
    await bot.start();
    bot.model.always([text('Take the queue.')], prose);
    ada().upload('general', { name: 'CLAUDE.md', content: 'We never use ORMs.' });
    await ada().command('/architect', 'context', 'general');
    await bot.slack.until(() =>
      bot.slack.messages('general').find((m) => m.shown.includes('From now on')),
    );
    await bot.answer(bot.ask(queue));
    const sent = () => JSON.stringify(bot.model.requests.findLast(prose)?.body.messages);
    expect(sent()).toMatch(
      /^\[\{"role":"user","content":\[\{"type":"text","text":"<thread_project_context/,
    );
    expect(sent()).toContain('We never use ORMs.');
    await ada().command('/architect', 'context remove', 'general');
    await bot.slack.until(() =>
      bot.slack.messages('general').find((m) => m.shown.includes('Removed: ')),
    );
    await bot.answer(bot.ask(queue));
    expect(sent()).not.toContain('ORMs');
  });

  test('a second opinion comes from another agent, which sees the first, and takes nothing over', async () => {
    await bot.start();
    const question = bot.ask(queue);
    const first = await bot.answer(question);
    bot.model.always(
      [text('I would call it.')],
      (r) => prose(r) && r.agent !== 'backend-system-architect',
    );
    await bot.press('Second opinion', first);
    const second = await bot.answer(question, 2);
    expect(second.shown).toContain('I would call it.');
    expect(second.footer).toMatch(/^Second opinion · /);
    const asked = bot.model.requests.findLast(prose);
    expect(asked?.agent).not.toBe('backend-system-architect');
    expect(JSON.stringify(asked?.body.messages)).toContain('<agent_answer');
    bot.ask('thanks, and the order of events?', question.ts);
    await bot.answer(question, 3);
    expect(bot.model.requests.findLast(prose)?.agent).toBe('backend-system-architect');
  });

  test('a panel says its price, runs when told to, and keeps each opinion apart', async () => {
    await bot.start();
    const question = bot.ask(queue);
    await bot.answer(question);
    const before = bot.model.requests.length;
    bot.ask('panel: is our order API safe and fast enough for 1,000 requests/s?', question.ts);
    const proposal = await said(question.ts, 'A panel on this question');
    expect(proposal.shown).toMatch(/costs about \$0\.\d+\. It stops at \$2\.00/);
    expect(bot.model.requests).toHaveLength(before);

    bot.model.always(
      (r: Request) => [
        text(r.agent === 'panel' ? 'They differ on caching.' : `I am ${r.agent}. <!here>`),
      ],
      prose,
    );
    await bot.press('Run the panel', proposal);
    const synthesis = await bot.answer(question, 2);
    expect(synthesis.shown).toContain('They differ on caching.');
    expect(synthesis.footer).toMatch(/^Panel of .+, .+, .+ · Panel/);
    const asked = bot.model.requests.slice(before).filter(prose);
    const panel = asked.filter(({ agent }) => agent === 'panel');
    const members = new Set(asked.map(({ agent }) => agent).filter((agent) => agent !== 'panel'));
    expect(members.size).toBe(3);
    for (const member of members) {
      expect(JSON.stringify(panel[0]?.body.messages)).toContain(`I am ${member}.`);
      const { files } = await fileCalled(`opinion-${member}.md`);
      expect(bot.slack.content(files[0]!.id)?.toString()).not.toContain('<!here>');
    }
    const alone = asked.filter(({ agent }) => agent !== 'panel');
    expect(JSON.stringify(alone.map(({ body }) => body.messages))).not.toContain('I am ');
    // Earlier advice would be an opinion, too.
    const sent = JSON.stringify(asked.map(({ body }) => body.messages));
    expect(sent).toContain('orders to the warehouse');
    expect(sent).not.toContain('Take the queue.');
  });

  test('an agent asks a specialist, whose words stand beside its answer', async () => {
    await bot.start();
    const brief = 'Is a shared API token fine for a warehouse of one company? 200 requests/s.';
    bot.model.next(
      [toolUse('consult_specialist', { agent: 'security-reviewer', brief })],
      (r) => prose(r) && r.agent === 'backend-system-architect',
    );
    bot.model.always([text('No: rotate it.')], (r) => prose(r) && r.agent === 'security-reviewer');
    const question = bot.ask(queue);
    expect((await bot.answer(question)).shown).toContain('Take the queue.');
    await fileCalled('opinion-security-reviewer.md');
    const specialist = bot.model.requests.find(({ agent }) => agent === 'security-reviewer');
    expect(specialist?.question).toContain(brief);
    expect(specialist?.tools).not.toContain('consult_specialist');
    expect(JSON.stringify(bot.model.requests.at(-1)?.body.messages)).toContain('No: rotate it.');
  });

  test('without a model opinions are refused honestly, and decisions still work', async () => {
    await bot.start(noModel);
    const question = bot.ask('panel: queue or call?');
    expect((await said(question.ts, 'none is connected')).shown).toContain('nothing was spent');
    await ada().command('/architect', 'decisions export', 'general');
    await bot.slack.until(() =>
      bot.slack.messages('general').find((m) => m.shown.includes('log is empty')),
    );
  });
});
