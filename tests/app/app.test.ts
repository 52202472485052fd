import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { type AppInSlack, openAppInSlack } from '../support/app.ts';
import type { ScriptedModel } from '../support/model.ts';
import { errorEvent, refuse, stall, text } from '../support/model/script.ts';

const prose = (request: ScriptedModel['requests'][number]) => !request.wantsJson;

describe('the bot', () => {
  let bot: AppInSlack;

  beforeEach(async () => {
    bot = await openAppInSlack();
  });

  afterEach(() => bot.stop());

  /** A word of the bot itself, which has no footer. */
  const word = ({ ts }: MessageData) =>
    bot.slack.until(() => bot.slack.answers('general', ts).find((m) => m.shown !== ''), {
      timeoutMs: 20_000,
    });

  test('answers a mention without words with what it can be asked', async () => {
    await bot.start();
    const { shown } = await word(bot.ask(''));
    expect(shown).toContain('schema-reviewer');
    expect(bot.model.requests).toEqual([]);
  });

  test('says hello back and spends nothing', async () => {
    await bot.start();
    const { shown } = await word(bot.ask('hi there!'));
    expect(shown).toContain('Hello');
    expect(bot.model.requests).toEqual([]);
  });

  test('lists who there is when it is asked for a name that nobody has', async () => {
    await bot.start();
    const { shown } = await word(bot.ask('ask database-wizard: what about this table?'));
    expect(shown).toContain('database-wizard');
    expect(shown).toContain('api-designer');
  });

  test('reads what people had said in the thread that it is called into, as material', async () => {
    await bot.start();
    bot.model.always([text('The pool is too small.')], prose);
    const { slack } = bot;
    const root = slack.person('grace').say('general', 'Checkout stalls each day at nine.');
    slack.person('ada').say('general', 'Perhaps the pool?', { threadTs: root.ts });
    const question = bot.ask('ask performance-analyst: what would you look at?', root.ts);
    slack.person('grace').say('general', 'Said too late to count.', { threadTs: root.ts });
    await bot.answer(question);
    const sent = JSON.stringify(bot.model.requests.find(prose)?.body.messages);
    expect(sent).toMatch(/Checkout stalls.*Perhaps the pool.*what would you/);
    expect(sent).not.toContain('too late to count');
    const again = bot.ask('and after that?', root.ts);
    await bot.answer(again, 2);
    const next = JSON.stringify(bot.model.requests.findLast(prose)?.body.messages);
    expect(next.match(/Checkout stalls/g)).toHaveLength(1);
  });

  test('lets the named agent take a thread over, says so, and offers the way back', async () => {
    await bot.start();
    bot.model.always((request) => [text(`${request.agent} here.`)], prose);
    const question = bot.ask('ask api-designer: cursor or offset pagination?');
    expect((await bot.answer(question)).shown).toContain('api-designer here.');
    const again = bot.ask('ask security-reviewer: and is the cursor safe?', question.ts);
    const second = await bot.answer(again, 2);
    expect(second.shown).toContain('security-reviewer here.');
    expect(second.footer).toContain('took over from api-designer');
    expect(JSON.stringify(second.blocks)).toContain('Back to api-designer');
    await bot.slack.person('ada').click(second, 'agent_choice:0');
    expect((await bot.answer(question, 3)).shown).toContain('api-designer here.');
  });

  test('names a failure in words with a reference that the log knows, never in the provider’s', async () => {
    await bot.start();
    bot.model.always(refuse(401), prose);
    const { shown } = await bot.answer(bot.ask('review this table: create table t (id int)'));
    expect(shown).toContain('ANTHROPIC_API_KEY');
    expect(shown).not.toMatch(/401|authentication_error|Error:/);
    const reference = /Reference: `(\w+)`/.exec(shown)?.[1] ?? 'none';
    const finished = await bot.heard.line('turn finished');
    expect(String(finished['traceId'])).toContain(reference);
  });

  test('begins a reply that broke off anew, and shows it once', async () => {
    await bot.start();
    bot.model.next([text('A false start '), errorEvent('overloaded_error')], prose);
    bot.model.next([text('The real answer.')], prose);
    const { shown } = await bot.answer(bot.ask('review this table: create table t (id int)'));
    expect(shown).toContain('The real answer.');
    expect(shown).not.toContain('false start');
  });

  test('refuses politely when a person has spent the day’s budget, and asks no model', async () => {
    await bot.start({ BUDGET_USER_DAY_USD: '0.30' });
    const usage = { input: 1000, output: 40_000 };
    bot.model.next({ steps: [text('Dear.')], usage }, prose);
    const question = bot.ask('review this table: create table t (id int)');
    await bot.answer(question);
    const asked = bot.model.requests.length;
    bot.ask('and this one: create table u (id int)', question.ts);
    const { shown } = await bot.slack.until(() =>
      bot.slack.answers('general', question.ts).find((m) => m.shown.includes('budget')),
    );
    expect(shown).toContain('UTC');
    // In doubt a model is asked whose question it is, which costs, too.
    const vague = await word(bot.ask('what would you do here, given all that?'));
    expect(vague.shown).toContain('budget for today is used up');
    expect((await word(bot.ask('hi there!'))).shown).toContain('Hello');
    expect(bot.model.requests.length).toBe(asked);
  });

  test('counts what was spent on a question that no model answered', async () => {
    await bot.start();
    bot.model.always(refuse(401), prose);
    bot.model.next({ steps: [text('{"agent":"nobody"}')], usage: { input: 70 } });
    await bot.answer(bot.ask('what would you do here, given all that?'));
    expect(await bot.metrics()).toContain('architect_tokens_total{kind="input",model="none"} 70');
  });

  test('keeps the feedback that a person gives', async () => {
    await bot.start();
    bot.model.next([text('Good.')], prose);
    const good = await bot.answer(bot.ask('review this table: create table t (id int)'));
    await bot.slack.person('ada').click(good, 'answer_feedback');
    const thanks = await bot.slack.until(() =>
      bot.slack.messages('general').find((m) => m.onlyFor === bot.slack.person('ada').id),
    );
    expect(thanks.shown).toMatch(/thank/i);
  });

  test('neutralises what would call everybody, whatever the model writes', async () => {
    await bot.start();
    const bad = 'Hey <!channel> and <@U999>, see [this](https://evil.example/?q=secret).';
    // Always: its address was read nowhere, so it is sent back, and what comes instead would be posted.
    bot.model.always([text(bad, { every: 3 })], prose);
    const { shown } = await bot.answer(bot.ask('review this table: create table t (id int)'));
    expect(shown).toMatch(/^Hey @\W?channel and @\W?U999, see \[?this/);
    expect(shown).not.toMatch(/<!channel>|<@U999>|\]\(https:\/\/evil/);
  });

  test('closes with a word what it cannot finish before it ends, since its memory ends with it', async () => {
    await bot.start();
    bot.model.always([text('A beginning of it. '), stall()], prose);
    const question = bot.ask('review this table: create table t (id int)');
    await bot.slack.until(() => bot.slack.answers('general', question.ts).length === 1, {
      timeoutMs: 20_000,
    });
    const ended = bot.slack.until(() =>
      bot.slack.answers('general', question.ts).find((m) => m.footer !== undefined),
    );
    await Promise.all([ended, bot.stop()]);
    expect((await ended).shown).toMatch(/^A beginning of it\.[\s\S]*I am being shut down/);
  });

  test('goes on elsewhere after it was removed from a channel in the middle of a question', async () => {
    await bot.start();
    bot.slack.faults.next('chat.startStream', { kind: 'error', error: 'is_archived' });
    const refused = bot.ask('review this table: create table t (id int)');
    await bot.slack.until(() => bot.slack.calls('chat.startStream').length === 1, {
      timeoutMs: 20_000,
    });
    const { shown } = await bot.answer(bot.ask('review this table: create table u (id int)'));
    expect(shown).not.toBe('');
    expect(bot.slack.answers('general', refused.ts)).toEqual([]);
    await bot.heard.line('Slack takes no reply in this thread');
  });
});
