import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type AppInSlack, openAppInSlack } from '../support/app.ts';
import { text } from '../support/model/script.ts';

jest.setTimeout(120_000);

const ddl = (type: string) => `\`\`\`sql\nCREATE TABLE parcels (id ${type} PRIMARY KEY);\n\`\`\``;
const diagram = (arrow: string) => `\`\`\`mermaid\nflowchart LR\n  shop ${arrow} warehouse\n\`\`\``;

const faulty = `Keep parcels in their own table.

${ddl('bigin')}

${diagram('--<')}

It takes 50,000 requests/s, as ADR-0042 says.`;

const mended = `Keep parcels in their own table.

${ddl('bigint')}

${diagram('-->')}

Whether it is fast enough is not known: nobody said how busy it is.`;

/** The whole bot in this process, with the engines that it runs in children. */
describe('an answer with faults', () => {
  let bot: AppInSlack;

  beforeEach(async () => {
    bot = await openAppInSlack();
    await bot.start();
  });

  afterEach(() => bot.stop());

  const answer = () =>
    bot.answer(bot.ask('ask schema-reviewer: a table for parcels?'), 1, { timeoutMs: 100_000 });

  test('is mended before it is posted: DDL, diagram, number and source', async () => {
    bot.model.next([text(faulty)]);
    bot.model.next([text(mended)]);
    const { shown, blocks, threadTs } = await answer();
    const told = bot.model.requests[1]?.question ?? '';
    expect(told).toMatch(/type (public\.)?bigin does not exist/);
    expect(told).toMatch(/`mermaid` block .* does not pass/);
    expect(told).toContain('"50,000 requests/s"');
    expect(told).toContain('ADR-0042');
    expect(shown).toContain('id bigint PRIMARY KEY');
    expect(shown).not.toMatch(/not verified|ADR-0042|50,000/i);
    expect(JSON.stringify(blocks)).toMatch(/DDL/);
    const drawn = await bot.slack.until(
      () =>
        bot.slack
          .messages('general')
          .filter((message) => message.threadTs === threadTs)
          .flatMap(({ files }) => files)[0],
      { timeoutMs: 20_000, what: 'the picture' },
    );
    expect(drawn.name).toMatch(/^diagram-\w+\.png$/);
  });

  test('that stays faulty is posted with a mark at each fault', async () => {
    bot.model.always([text(faulty)], (request) => !request.wantsJson);
    const { shown } = await answer();
    expect(shown).toMatch(
      /bigin PRIMARY KEY[\s\S]{0,40}Not verified: type (public\.)?bigin does not exist/,
    );
    expect(shown).toMatch(/warehouse[\s\S]{0,40}Not verified: /);
    expect(shown).toMatch(/50,000 requests\/s _?\(not verified\)/);
    expect(shown).toMatch(/ADR-0042 _?\(not verified\)/);
  });
});
