import { afterEach, describe, expect, test } from '@jest/globals';
import { parseOrder } from '../../../src/slack/intake/architect-order.ts';
import { webClient } from '../../support/slack.ts';
import { draft } from '../../contracts/decisions.ts';
import { startLocalIntake, type LocalIntake } from './support/local-intake.ts';

describe('an order', () => {
  test.each([
    ['', { kind: 'help' }],
    ['decisions', { kind: 'decisions', words: '' }],
    ['decisions Kafka outbox', { kind: 'decisions', words: 'Kafka outbox' }],
    ['decision 7', { kind: 'decision', number: 7 }],
    ['decisions #7', { kind: 'decision', number: 7 }],
    ['decision 7 accept', { type: 'change-decision', number: 7, to: 'accepted' }],
    ['decision 7 reject', { type: 'change-decision', number: 7, to: 'rejected' }],
    ['decision 7 supersede 3', { type: 'supersede-decision', number: 7, older: 3 }],
    ['decision 7 supersede', null],
    ['decision 7 reasons', { kind: 'decisions', words: '7 reasons' }],
    ['decisions export', { type: 'export-decisions' }],
    ['decisions export to S3', { kind: 'decisions', words: 'export to S3' }],
    ['context', { kind: 'context', only: null }],
    ['context remove', { type: 'remove-context' }],
    ['context acme/shop', { type: 'set-context', repository: { name: 'acme/shop' } }],
    [
      'context acme/shop@feat/x:docs/AGENTS.md',
      {
        type: 'set-context',
        repository: { name: 'acme/shop', ref: 'feat/x', path: 'docs/AGENTS.md' },
      },
    ],
    ['context nonsense', null],
    ['panel', null],
    ['sing', null],
  ])('%j', (text, expected) => {
    const order = parseOrder(text);
    const flat = order?.kind === 'request' ? order.request : order;
    expect(flat).toEqual(expected);
  });
});

let running: LocalIntake | undefined;

async function start() {
  running = await startLocalIntake({ mode: 'http' });
  const { slack, stores } = running;
  return {
    ...running,
    ada: slack.person('ada'),
    decisions: stores.decisions,
    team: slack.team.id,
    posted: () =>
      slack
        .messages('general')
        .filter(({ user, onlyFor }) => user === slack.app.userId && onlyFor === undefined),
  };
}

afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe('a reaction', () => {
  test('saves the answer that it is put on, in the thread where that stands', async () => {
    const { ada, slack, claim, outcomes } = await start();
    const question = ada.say('general', 'How?');
    const client = webClient(slack);
    const answer = await client.chat.postMessage({
      channel: question.channel,
      thread_ts: question.ts,
      text: 'So.',
    });
    const at = { channel: question.channel, ts: String(answer.ts) };
    ada.react(question, 'memo');
    ada.react(at, '+1');
    ada.react(at, 'memo');
    await slack.until(() => outcomes.includes('reaction_added stored'), { what: 'a stored save' });
    expect(outcomes).toEqual(
      expect.arrayContaining(['reaction_added not-ours', 'reaction_added other-reaction']),
    );
    const claimed = await claim(question.channel, question.ts);
    expect(claimed?.entries).toMatchObject([
      { message: { request: { type: 'save-decision', at: at.ts }, user: ada.id } },
    ]);
  });
});

describe('/architect', () => {
  test('lists and finds decisions, for the person alone', async () => {
    const { ada, decisions, team, posted } = await start();
    const order = async (text: string) => {
      const outcome = await ada.command('/architect', text, 'general');
      return JSON.stringify(outcome.acknowledged ? outcome.response : outcome.reason);
    };
    expect(await order('decisions')).toContain('No decision is saved yet');
    await decisions.save(team, 'a', draft({ title: 'Use <!channel> & an outbox' }));
    await decisions.save(team, 'b', draft({ title: 'Cache in Redis', revisit: null }));
    await decisions.change(team, 2, { supersede: 1 });
    const all = await order('decisions');
    expect(all).toMatch(/\*2\* Cache in Redis · accepted · 2026-11-22/);
    expect(all).toContain('*1* Use &lt;!channel&gt; &amp; an outbox · superseded by 2');
    expect(await order('decisions redis cache')).not.toContain('outbox · ');
    expect(await order('decisions mongodb')).toContain('No decision holds “mongodb”');
    expect(await order('decision 1')).toContain('> Events get lost');
    expect(await order('decision 9')).toContain('no decision 9');
    expect(posted()).toEqual([]);
  });

  test('asks aloud for what changes something, and stores it before it answers', async () => {
    const { ada, posted, claim } = await start();
    await ada.command('/architect', 'decision 7 supersede 3', 'general');
    const [root] = posted();
    expect(root?.shown).toContain('wants decision 7 to take the place of decision 3.');
    const claimed = await claim(root!.channel, root!.ts);
    expect(claimed?.entries).toMatchObject([
      { message: { request: { type: 'supersede-decision', number: 7, older: 3 }, user: ada.id } },
    ]);
  });

  test('takes the files that were shared just before, all of one message', async () => {
    const { ada, posted, claim, slack } = await start();
    const asked = async () => await ada.command('/architect', 'decisions import', 'general');
    expect(await asked()).toMatchObject({
      response: { text: expect.stringContaining('found no text file') },
    });
    const files = ['0001-a.md', '0002-b.md', 'x.png'].map((name) => ({
      name,
      content: `# ${name}`,
    }));
    ada.say('general', '', { files });
    await asked();
    const root = posted().at(-1)!;
    expect(root.shown).toContain('0001-a.md, 0002-b.md');
    const claimed = await claim(slack.channel('general').id, root.ts);
    expect(claimed?.entries[0]?.message.files.map(({ name }) => name)).toEqual([
      '0001-a.md',
      '0002-b.md',
    ]);
  });

  test('shows the project context, and sets it from a file', async () => {
    const { ada, stores, team, slack, posted, claim } = await start();
    const order = (text: string) => ada.command('/architect', text, 'general');
    expect(await order('context')).toMatchObject({
      response: { text: expect.stringContaining('no project context') },
    });
    ada.upload('general', { name: 'CLAUDE.md', content: 'No ORMs.' });
    await order('context');
    const claimed = await claim(slack.channel('general').id, posted().at(-1)!.ts);
    expect(claimed?.entries).toMatchObject([
      { message: { request: { type: 'set-context' }, files: [{ name: 'CLAUDE.md' }] } },
    ]);
    await stores.channels.saveContext(team, slack.channel('general').id, {
      text: 'No ORMs.',
      source: { kind: 'file', name: 'CLAUDE.md' },
      setBy: ada.id,
      setAt: Date.now(),
      checkedAt: Date.now(),
    });
    expect(await order('context')).toMatchObject({
      response: { text: expect.stringContaining('*CLAUDE.md*, 8 characters') },
    });
  });

  test('says so when the store cannot be asked', async () => {
    running = await startLocalIntake({
      mode: 'http',
      stores: (stores) => ({
        ...stores,
        decisions: { ...stores.decisions, list: () => Promise.reject(new Error('ECONNREFUSED')) },
      }),
    });
    const ada = running.slack.person('ada');
    const outcome = await ada.command('/architect', 'decisions', 'general');
    expect(outcome).toMatchObject({ response: { text: expect.stringContaining('try again') } });
    expect(JSON.stringify(outcome)).not.toContain('ECONNREFUSED');
  });
});
