import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { EVIDENCE, requestId } from '../../src/slack/callbacks.ts';
import { type AppInSlack, noModel, openAppInSlack } from '../support/app.ts';
import { text, toolUse } from '../support/model/script.ts';

jest.setTimeout(120_000);

const schema = `create table users (id bigint generated always as identity primary key, email text);
create table orders (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  total float not null
);`;

describe('/schema-review in Slack', () => {
  let bot: AppInSlack;

  beforeEach(async () => {
    bot = await openAppInSlack();
  });

  afterEach(() => bot.stop());

  const answer = () =>
    bot.slack.until(
      () =>
        bot.slack.messages('general').find((m) => m.botId !== undefined && m.footer !== undefined),
      { timeoutMs: 50_000, what: 'a finished review' },
    );

  const filesBelow = (ts: string) =>
    bot.slack.messages('general').find((m) => m.ts > ts && m.files.length > 0)?.files;
  /** Whole: its buttons stand. */
  const answerAfter = (ts: string, words: string) =>
    bot.slack.until(
      () =>
        bot.slack
          .messages('general')
          .filter(({ blocks }) => blocks.some(({ type }) => type === 'actions'))
          .find((m) => m.ts > ts && m.shown.includes(words)),
      { timeoutMs: 50_000, what: `an answer with "${words}"` },
    );
  const openModal = () => {
    const [modal] = bot.slack.views().filter(({ body }) => body['type'] === 'modal');
    if (modal === undefined) throw new Error('no modal is open');
    return modal;
  };

  test('without a model runs the schema, says what it found, and that no model took part', async () => {
    await bot.start(noModel);
    const ada = bot.slack.person('ada');
    await ada.command('/schema-review', bot.slack.typed(schema), 'general');
    const first = await answer();
    expect(first.shown).toContain('fk.unindexed');
    expect(first.shown).toContain('CREATE INDEX CONCURRENTLY');
    expect(first.shown).toContain('col.float_money');
    expect(first.shown).toMatch(/No language model took part/);
    expect(first.shown).toMatch(/Checked: schema ✓ 2 of 2 statements executed on PostgreSQL/);
    expect(first.footer).toContain('no model');
    const root = bot.slack.messages('general').find((m) => m.ts === first.threadTs);
    expect(root?.shown).toContain('create table users');
    const files = await bot.slack.until(() => filesBelow(first.ts));
    expect(files.map(({ name }) => name)).toEqual(['tables.png', 'review.md', 'fixes.sql']);

    await ada.click(first, EVIDENCE);
    expect(JSON.stringify(openModal().blocks)).toContain('2 of 2 statements executed');
    await ada.closeView(openModal().id);

    // The menu to ignore stands behind the one to explain.
    const [, ignore = ''] = menusOf(first);
    const value = JSON.stringify({
      type: 'ignore-finding',
      finding: 'fk.unindexed',
      object: 'public.orders(user_id)',
      reason: '',
    });
    await ada.click(first, ignore, { value });
    await ada.submit(openModal().id, { request: { text: 'forty rows' } });
    const noted = await answerAfter(first.ts, 'Noted');
    await ada.click(noted, requestId(0));
    const second = await answerAfter(noted.ts, 'No language model');
    expect(second.shown).toContain(
      'ignored `fk.unindexed` on `public.orders(user_id)`: forty rows',
    );
    expect(second.shown).not.toContain('CREATE INDEX CONCURRENTLY');
  });

  test('without a model says in the thread that a script cannot be read at all', async () => {
    await bot.start(noModel);
    await bot.slack
      .person('ada')
      .command('/schema-review', 'create tabel users (id int', 'general');
    const { shown } = await answer();
    expect(shown).toMatch(/failed|Nothing can be concluded|Partial/);
    expect(shown).not.toContain('Nothing found');
  });

  test('with a model gives the agent what the engine found', async () => {
    await bot.start();
    bot.model.next(
      [toolUse('review_schema', { sql: schema })],
      (r) => r.agent === 'schema-reviewer',
    );
    bot.model.next([text('Index orders.user_id first.')], (r) => r.toolResults.length > 0);
    await bot.slack.person('ada').command('/schema-review', bot.slack.typed(schema), 'general');
    const { shown } = await answer();
    expect(shown).toContain('Index orders.user_id first.');
    expect(shown).toMatch(/Checked: schema ✓/);
    expect((await bot.slack.until(() => filesBelow('0'))).map(({ name }) => name)).toEqual([
      'tables.png',
      'review.md',
      'fixes.sql',
    ]);
    const told = bot.model.requests.findLast((r) => r.toolResults.length > 0);
    expect(JSON.stringify(told?.toolResults)).toContain('fk.unindexed');
  });
});

/** Action ids of the menus below a message. */
function menusOf({ blocks }: Pick<MessageData, 'blocks'>): readonly string[] {
  return menus.parse(blocks.flatMap((block) => block['elements'] ?? []));
}

const menus = z
  .array(z.looseObject({ type: z.string(), action_id: z.string().default('') }))
  .transform((elements) =>
    elements.filter(({ type }) => type === 'static_select').map((menu) => menu.action_id),
  );
