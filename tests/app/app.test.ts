import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createApp, type App } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { hearLog, type HeardLog } from '../support/log.ts';
import { type ScriptedModel, startScriptedModel } from '../support/model.ts';
import { errorEvent, refuse, text } from '../support/model/script.ts';

const inThread = (question: MessageData) => question.threadTs ?? question.ts;
const prose = (request: ScriptedModel['requests'][number]) => !request.wantsJson;

/** The whole bot in this process, on the embedded default: Socket Mode, state in memory. */
describe('the bot', () => {
  let slack: LocalSlack;
  let model: ScriptedModel;
  let app: App;
  let heard: HeardLog;

  beforeEach(async () => {
    [slack, model] = await Promise.all([createLocalSlack(), startScriptedModel()]);
    heard = hearLog();
  });

  afterEach(async () => {
    await app.stop();
    await Promise.all([slack.close(), model.close()]);
  });

  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const config = parseConfig({
      ...slack.environment('sockets'),
      PORT: '0',
      ANTHROPIC_API_KEY: 'key',
      ANTHROPIC_BASE_URL: model.url,
      SHUTDOWN_GRACE_SECONDS: '0',
      ...env,
    });
    app = createApp(config, heard.log);
    await app.start();
  };
  const ask = (words: string, threadTs?: string) =>
    slack
      .person('ada')
      .say('general', `${slack.mention} ${words}`, threadTs === undefined ? {} : { threadTs });
  /** The n-th answer, once it is closed: a footer stands below what an agent said. */
  const answer = (question: MessageData, nth = 1) =>
    slack.until(
      () => slack.answers('general', inThread(question)).filter((m) => m.footer)[nth - 1],
      {
        timeoutMs: 20_000,
        what: `answer ${nth} to "${question.text}"`,
      },
    );
  /** A word of the bot itself, which has no footer. */
  const word = (question: MessageData) =>
    slack.until(() => slack.answers('general', inThread(question)).find((m) => m.shown !== ''), {
      timeoutMs: 20_000,
    });
  test('answers a mention without words with what it can be asked', async () => {
    await start();
    const { shown } = await word(ask(''));
    expect(shown).toContain('schema-reviewer');
    expect(model.requests).toEqual([]);
  });

  test('says hello back and spends nothing', async () => {
    await start();
    const { shown } = await word(ask('hi there!'));
    expect(shown).toContain('Hello');
    expect(model.requests).toEqual([]);
  });

  test('lists who there is when it is asked for a name that nobody has', async () => {
    await start();
    const { shown } = await word(ask('ask database-wizard: what about this table?'));
    expect(shown).toContain('database-wizard');
    expect(shown).toContain('api-designer');
  });

  test('lets the named agent take a thread over, says so, and offers the way back', async () => {
    await start();
    model.always((request) => [text(`${request.agent} here.`)], prose);
    const question = ask('ask api-designer: cursor or offset pagination?');
    expect((await answer(question)).shown).toContain('api-designer here.');
    const again = ask('ask security-reviewer: and is the cursor safe?', question.ts);
    const second = await answer(again, 2);
    expect(second.shown).toContain('security-reviewer here.');
    expect(second.footer).toContain('took over from api-designer');
    expect(JSON.stringify(second.blocks)).toContain('Back to api-designer');
    await slack.person('ada').click(second, 'agent_choice:0');
    expect((await answer(question, 3)).shown).toContain('api-designer here.');
  });

  test('names a failure in words with a reference that the log knows, never in the provider’s', async () => {
    await start();
    model.always(refuse(401), prose);
    const { shown } = await answer(ask('review this table: create table t (id int)'));
    expect(shown).toContain('ANTHROPIC_API_KEY');
    expect(shown).not.toMatch(/401|authentication_error|Error:/);
    const reference = /Reference: `(\w+)`/.exec(shown)?.[1] ?? 'none';
    const finished = await heard.line('turn finished');
    expect(String(finished['traceId'])).toContain(reference);
  });

  test('begins a reply that broke off anew, and shows it once', async () => {
    await start();
    model.next([text('A false start '), errorEvent('overloaded_error')], prose);
    model.next([text('The real answer.')], prose);
    const { shown } = await answer(ask('review this table: create table t (id int)'));
    expect(shown).toContain('The real answer.');
    expect(shown).not.toContain('false start');
  });

  test('refuses politely when a person has spent the day’s budget, and asks no model', async () => {
    await start({ BUDGET_USER_DAY_USD: '0.30' });
    const usage = { input: 1000, output: 40_000 };
    model.next({ steps: [text('Dear.')], usage }, prose);
    const question = ask('review this table: create table t (id int)');
    await answer(question);
    const asked = model.requests.length;
    ask('and this one: create table u (id int)', question.ts);
    const { shown } = await slack.until(() =>
      slack.answers('general', question.ts).find((m) => m.shown.includes('budget')),
    );
    expect(shown).toContain('UTC');
    expect(model.requests.length).toBe(asked);
  });

  test('keeps the feedback that a person gives', async () => {
    await start();
    model.next([text('Good.')], prose);
    const good = await answer(ask('review this table: create table t (id int)'));
    await slack.person('ada').click(good, 'answer_feedback');
    const thanks = await slack.until(() =>
      slack.messages('general').find((m) => m.onlyFor === slack.person('ada').id),
    );
    expect(thanks.shown).toMatch(/thank/i);
  });

  test('neutralises what would call everybody, whatever the model writes', async () => {
    await start();
    model.next(
      [
        text('Hey <!channel> and <@U999>, see [this](https://evil.example/?q=secret).', {
          every: 3,
        }),
      ],
      prose,
    );
    const { shown } = await answer(ask('review this table: create table t (id int)'));
    expect(shown).not.toMatch(/<!channel>|<@U999>|\]\(https:\/\/evil/);
    expect(shown).toContain('this');
  });

  test('goes on elsewhere after it was removed from a channel in the middle of a question', async () => {
    await start();
    slack.faults.next('chat.startStream', { kind: 'error', error: 'is_archived' });
    const refused = ask('review this table: create table t (id int)');
    await slack.until(() => slack.calls('chat.startStream').length === 1, { timeoutMs: 20_000 });
    const { shown } = await answer(ask('review this table: create table u (id int)'));
    expect(shown).not.toBe('');
    expect(slack.answers('general', refused.ts)).toEqual([]);
    await heard.line('Slack takes no reply in this thread');
  });
});
