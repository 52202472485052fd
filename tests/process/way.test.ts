import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWorld, type Mode, type World } from '../support/world.ts';
import { at, gate, text } from '../support/model/script.ts';

const modes: readonly Mode[] = ['sockets', 'http'];

describe.each(modes)('a real bot process over %s, with a real Redis', (mode) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(mode);
    await world.bot();
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('answers a mention in its thread, and says which agent did', async () => {
    const { slack, model } = world;
    model.next([text('Use an **outbox**.')], (r) => !r.wantsJson);
    const question = slack
      .person('ada')
      .say('general', `${slack.mention} what is an outbox between Postgres and a queue good for?`);
    const [answer] = await world.answered(question);
    expect(answer?.text).toBe('Use an **outbox**.');
    expect(answer?.threadTs).toBe(question.ts);
    expect(answer?.footer).toMatch(/architect|analyst|reviewer|designer/);
    expect(slack.session('general', question.ts)?.status).not.toBe('processing');
  });

  test('follows up in the thread without a mention, with the transcript before it', async () => {
    const { slack, model } = world;
    const ada = slack.person('ada');
    model.next([text('Shard by tenant.')], (r) => !r.wantsJson);
    const question = ada.say(
      'general',
      `${slack.mention} what is a good key to shard an orders table by?`,
    );
    await world.answered(question);
    model.next([text('By hash.')], (r) => !r.wantsJson);
    ada.say('general', 'By range or by hash?', { threadTs: question.ts });
    const answers = await world.answered(question, { count: 2 });
    expect(answers.map((answer) => answer.text)).toEqual(['Shard by tenant.', 'By hash.']);
    const last = model.requests.findLast((r) => !r.wantsJson);
    expect(last?.raw).toContain('Shard by tenant.');
    expect(last?.raw).toContain('By range or by hash?');
  });

  test('stays silent when people of its thread talk to each other', async () => {
    const { slack, model } = world;
    const [ada, grace] = [slack.person('ada'), slack.person('grace')];
    const question = ada.say('general', `${slack.mention} queue or cron for nightly invoices?`);
    await world.answered(question);
    const asked = model.requests.length;
    grace.say('general', `<@${ada.id}> what do you think?`, { threadTs: question.ts });
    ada.say('random', 'nobody asked the bot here');
    await slack.settled();
    const control = ada.say('general', 'and for hourly ones?', { threadTs: question.ts });
    await world.answered(question, { count: 2 });
    const later = model.requests.slice(asked).filter((r) => !r.wantsJson);
    expect(later.map((r) => r.question)).toEqual([expect.stringContaining('hourly')]);
    expect(control.threadTs).toBe(question.ts);
  });

  test('answers in a direct conversation', async () => {
    const { slack, model } = world;
    model.next([text('Start with a monolith.')], (r) => !r.wantsJson);
    const question = slack.person('grace').tell('Monolith or services for four engineers?');
    const [answer] = await world.answered(question);
    expect(answer?.text).toBe('Start with a monolith.');
  });

  test('reads a file that was attached, in whichever copy of the mention Slack put it', async () => {
    const { slack, model } = world;
    for (const withoutFiles of ['app_mention', 'message'] as const) {
      slack.configure({ mention: { withoutFiles, apartMs: 30 } });
      const question = slack.person('ada').upload('general', {
        name: 'orders.sql',
        content: 'create table orders (id int, total float);',
        text: `${slack.mention} is this table fine? (${withoutFiles})`,
      });
      const answers = await world.answered(question);
      expect(answers).toHaveLength(1);
      const last = model.requests.findLast((r) => r.question.includes(`(${withoutFiles})`));
      expect(last?.raw).toContain('create table orders');
    }
    slack.configure({ mention: { withoutFiles: 'none', apartMs: 0 } });
  });

  test('reviews pasted SQL in a thread that /schema-review opens', async () => {
    const { slack, model } = world;
    model.next([text('Your total is a float.')], (r) => r.agent === 'schema-reviewer');
    const outcome = await slack
      .person('ada')
      .command('/schema-review', 'create table orders (id int, total float)', 'general');
    expect(outcome.acknowledged).toBe(true);
    const answer = await slack.until(
      () => slack.messages('general').find((m) => m.text === 'Your total is a float.' && m.footer),
      { timeoutMs: 20_000 },
    );
    const root = slack.messages('general').find((m) => m.ts === answer.threadTs);
    expect(root?.shown).toContain('create table orders');
    expect(answer.footer).toContain('schema-reviewer');
  });

  test('opens a modal for /schema-review with nothing, and reviews what is pasted there', async () => {
    const { slack, model } = world;
    const linus = slack.person('linus');
    await linus.command('/schema-review', '', 'platform');
    const view = await slack.until(() => slack.views().find((v) => v.kind === 'modal'));
    const input = view.blocks.find((block) => block.type === 'input');
    const { block_id: blockId, element } = input as unknown as {
      block_id: string;
      element: { action_id: string };
    };
    model.next([text('It lacks a key.')], (r) => r.agent === 'schema-reviewer');
    await linus.submit(view.id, { [blockId]: { [element.action_id]: 'create table t (x int)' } });
    const answer = await slack.until(
      () => slack.messages('platform').find((m) => m.text === 'It lacks a key.' && m.footer),
      { timeoutMs: 20_000 },
    );
    expect(answer.threadTs).toBeDefined();
    expect(model.requests.at(-1)?.raw).toContain('create table t (x int)');
  });

  test('reviews the file that the person uploaded just before', async () => {
    const { slack, model } = world;
    const grace = slack.person('grace');
    grace.upload('general', { name: 'schema.sql', content: 'create table invoices (no text);' });
    model.next([text('Name the key.')], (r) => r.agent === 'schema-reviewer');
    await grace.command('/schema-review', '', 'general');
    await slack.until(
      () => slack.messages('general').find((m) => m.text === 'Name the key.' && m.footer),
      { timeoutMs: 20_000 },
    );
    expect(model.requests.at(-1)?.raw).toContain('create table invoices');
  });

  test('stops at once when the person presses Stop, and goes on with the next question', async () => {
    const { slack, model } = world;
    const ada = slack.person('ada');
    const never = gate();
    model.next([text('First, '), at(never), text('never said')], (r) => !r.wantsJson);
    const question = ada.say('general', `${slack.mention} explain sagas at length`);
    await slack.until(() => slack.answers('general', question.ts).some((m) => m.text !== ''));
    ada.stopStream('general', question.ts);
    const [answer] = await world.answered(question);
    expect(answer?.shown).toContain('First,');
    expect(answer?.shown).not.toContain('never said');
    model.next([text('Shortly: compensate.')], (r) => !r.wantsJson);
    ada.say('general', 'shorter please', { threadTs: question.ts });
    const answers = await world.answered(question, { count: 2 });
    expect(answers.at(-1)?.text).toBe('Shortly: compensate.');
  });

  test('stops at the word "stop" in the thread', async () => {
    const { slack, model } = world;
    const ada = slack.person('ada');
    const never = gate();
    model.next([text('It depends on '), at(never)], (r) => !r.wantsJson);
    const question = ada.say('general', `${slack.mention} what is CQRS good for?`);
    await slack.until(() => slack.answers('general', question.ts).some((m) => m.text !== ''));
    ada.say('general', 'stop', { threadTs: question.ts });
    const [answer] = await world.answered(question);
    expect(answer?.shown.toLowerCase()).toContain('stopped');
  });

  test('answers what was asked while it answered, in one next turn, in order', async () => {
    const { slack, model } = world;
    const ada = slack.person('ada');
    const wait = gate();
    model.next([text('One. '), at(wait), text('Done.')], (r) => !r.wantsJson);
    const question = ada.say('general', `${slack.mention} first: kafka or sqs?`);
    await wait.reached;
    ada.say('general', 'second: and what about cost?', { threadTs: question.ts });
    ada.say('general', 'third: and operations?', { threadTs: question.ts });
    await slack.settled();
    model.next([text('Both at once.')], (r) => !r.wantsJson);
    wait.open();
    const answers = await world.answered(question, { count: 2 });
    expect(answers.map((answer) => answer.text)).toEqual(['One. Done.', 'Both at once.']);
    const raw = model.requests.findLast((r) => !r.wantsJson)?.raw ?? '';
    expect(raw.indexOf('second: and')).toBeLessThan(raw.indexOf('third: and'));
  });

  test('answers with a long text in full, over several messages', async () => {
    const { slack, model } = world;
    const paragraphs = Array.from(
      { length: 300 },
      (_, n) => `Paragraph ${n}: ${'word '.repeat(20)}`,
    );
    model.next([text(paragraphs.join('\n\n'), { every: 400 })], (r) => !r.wantsJson);
    const question = slack.person('ada').say('general', `${slack.mention} write the long version`);
    await slack.until(() => slack.answers('general', question.ts).at(-1)?.footer !== undefined, {
      timeoutMs: 60_000,
    });
    const all = slack
      .answers('general', question.ts)
      .map((m) => m.shown)
      .join('\n');
    for (const n of [0, 150, 299]) expect(all).toContain(`Paragraph ${n}: word`);
  }, 90_000);
});

test('over HTTP, a bad, stale or future signature is a 401 and no work', async () => {
  await using world = await startWorld('http');
  const { url } = await world.bot();
  const { slack, model } = world;
  const event = { type: 'app_mention', user: 'U1', channel: 'C1', ts: '1.1', text: 'hi' };
  const body = JSON.stringify({ type: 'event_callback', team_id: slack.team.id, event });
  const deliver = (options: Parameters<typeof slack.deliverRaw>[2]) =>
    slack.deliverRaw(`${url}/slack/events`, body, options);
  const answers = await Promise.all([
    deliver({ headers: { 'x-slack-signature': 'v0=bad' } }),
    deliver({ atMs: Date.now() - 600_000 }),
    deliver({ atMs: Date.now() + 600_000 }),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
  expect(model.requests).toEqual([]);
  expect(slack.calls('chat.startStream')).toEqual([]);
});
