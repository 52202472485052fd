import { afterEach, describe, expect, test } from '@jest/globals';
import { API_MODAL } from '../../../src/slack/callbacks.ts';
import { startLocalIntake, type LocalIntake } from './support/local-intake.ts';

// The way is that of /schema-review, which is tested whole beside this file; here is what is its own.
let running: LocalIntake | undefined;

async function start() {
  running = await startLocalIntake({ mode: 'http' });
  const { slack } = running;
  return {
    ...running,
    ada: slack.person('ada'),
    posted: () => slack.messages('general').filter(({ user }) => user === slack.app.userId),
  };
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

const CONTRACT = 'openapi: 3.1.0\ninfo:\n  title: <!channel>\npaths:\n  /orders: {}';

describe('/api-review', () => {
  test('stores the pasted contract line by line, for the agent of contracts', async () => {
    const { ada, slack, posted, claim } = await start();
    await ada.command('/api-review', slack.typed(CONTRACT), 'general');
    const [root] = posted();
    expect(root?.shown).toContain('asked for an API review:');
    expect(root?.text).not.toContain('<!channel>');
    expect((await claim(root!.channel, root!.ts))?.entries).toMatchObject([
      { message: { kind: 'api-review', agent: 'api-designer', text: CONTRACT } },
    ]);
  });

  test('takes the contract that was shared just before, and leaves a schema to its own command', async () => {
    const { ada, posted, claim } = await start();
    ada.upload('general', { name: 'openapi.yaml', content: CONTRACT });
    ada.upload('general', { name: 'schema.sql', content: 'create table a ();' });
    await ada.command('/api-review', '', 'general');
    await ada.command('/schema-review', '', 'general');
    const asked = await Promise.all(posted().map(({ channel, ts }) => claim(channel, ts)));
    expect(asked.map((claimed) => claimed?.entries[0]?.message)).toMatchObject([
      { kind: 'api-review', files: [{ name: 'openapi.yaml' }] },
      { kind: 'schema-review', files: [{ name: 'schema.sql' }] },
    ]);
  });

  test('opens a form of its own, whose format stands above the stored text', async () => {
    const { ada, slack, posted, claim } = await start();
    await ada.command('/api-review', '', 'general');
    const [view] = slack.views();
    expect(view).toMatchObject({ callbackId: API_MODAL });
    await ada.submit(view!.id, {
      contract: { text: 'type Query { a: Int }' },
      format: { choice: 'GraphQL' },
    });
    const [root] = posted();
    expect((await claim(root!.channel, root!.ts))?.entries).toMatchObject([
      { message: { text: 'Format: GraphQL\n\ntype Query { a: Int }', kind: 'api-review' } },
    ]);
  });
});
