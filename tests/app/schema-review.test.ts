import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createApp, type App } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { type ScriptedModel, startScriptedModel } from '../support/model.ts';
import { text, toolUse } from '../support/model/script.ts';

jest.setTimeout(60_000);

const schema = `create table users (id bigint generated always as identity primary key, email text);
create table orders (
  id bigint generated always as identity primary key,
  user_id bigint not null references users (id) on delete cascade,
  total float not null
);`;

describe('/schema-review in Slack', () => {
  let slack: LocalSlack;
  let model: ScriptedModel;
  let app: App;

  beforeEach(async () => {
    [slack, model] = await Promise.all([createLocalSlack(), startScriptedModel()]);
  });

  afterEach(async () => {
    await app.stop();
    await Promise.all([slack.close(), model.close()]);
  });

  const start = async (env: Readonly<Record<string, string>>) => {
    const common = { PORT: '0', SHUTDOWN_GRACE_SECONDS: '0', ...slack.environment('sockets') };
    app = createApp(parseConfig({ ...common, ...env }), silentLog);
    await app.start();
  };
  const answer = () =>
    slack.until(
      () => slack.messages('general').find((m) => m.botId !== undefined && m.footer !== undefined),
      { timeoutMs: 50_000, what: 'a finished review' },
    );

  test('without a model runs the schema, says what it found, and that no model took part', async () => {
    await start({});
    const ada = slack.person('ada');
    await ada.command('/schema-review', slack.typed(schema), 'general');
    const { shown, threadTs, footer } = await answer();
    expect(shown).toContain('fk.unindexed');
    expect(shown).toContain('CREATE INDEX CONCURRENTLY');
    expect(shown).toContain('col.float_money');
    expect(shown).toMatch(/No language model took part/);
    expect(footer).toContain('no model');
    const root = slack.messages('general').find((m) => m.ts === threadTs);
    expect(root?.shown).toContain('create table users');
  });

  test('without a model says in the thread that a script cannot be read at all', async () => {
    await start({});
    await slack.person('ada').command('/schema-review', 'create tabel users (id int', 'general');
    const { shown } = await answer();
    expect(shown).toMatch(/failed|Nothing can be concluded|Partial/);
    expect(shown).not.toContain('Nothing found');
  });

  test('with a model gives the agent what the engine found', async () => {
    await start({ ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: model.url });
    model.next([toolUse('review_schema', { sql: schema })], (r) => r.agent === 'schema-reviewer');
    model.next([text('Index orders.user_id first.')], (r) => r.toolResults.length > 0);
    await slack.person('ada').command('/schema-review', slack.typed(schema), 'general');
    const { shown } = await answer();
    expect(shown).toContain('Index orders.user_id first.');
    const told = model.requests.findLast((r) => r.toolResults.length > 0);
    expect(JSON.stringify(told?.toolResults)).toContain('fk.unindexed');
  });
});
