import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { createReadEarlier } from '../../src/slack/earlier.ts';
import { jumpingClock, systemClock } from '../support/clock.ts';
import { webClient } from '../support/slack.ts';

let slack: LocalSlack;
beforeEach(async () => {
  slack = await createLocalSlack();
});
afterEach(() => slack.close());

/** A thread with replies "1", "2", … and a last one that calls the bot. */
function threadOf(replies: number) {
  const root = slack.person('ada').say('general', 'root');
  for (let each = 1; each <= replies; each += 1) {
    slack.person('grace').say('general', String(each), { threadTs: root.ts });
  }
  const call = slack.person('ada').say('general', 'and you?', { threadTs: root.ts });
  return { thread: { team: slack.team.id, channel: root.channel, ts: root.ts }, call: call.ts };
}

const reader = (clock = systemClock) =>
  createReadEarlier({ client: webClient(slack), botUserId: slack.app.userId, clock });

const isLaterPage = (args: object) => 'cursor' in args;

describe('what was said in a thread before', () => {
  test('is all of a short one, and nothing from the call on', async () => {
    const { thread, call } = threadOf(2);
    const said = await reader()(thread, call);
    expect(said.map(({ text }) => text)).toEqual(['root', '1', '2']);
  });

  test('is nothing of a first message that was deleted, not even that it was', async () => {
    const { thread, call } = threadOf(2);
    const [root] = slack.messages('general');
    slack.person('ada').remove(root!);
    const said = await reader()(thread, call);
    expect(said.map(({ text }) => text)).toEqual(['1', '2']);
  });

  test('is the first message and the newest, of a thread that fills several pages', async () => {
    const { thread, call } = threadOf(450);
    const said = await reader()(thread, call);
    const newest = Array.from({ length: 30 }, (_, at) => String(421 + at));
    expect(said.map(({ text }) => text)).toEqual(['root', ...newest]);
    expect(slack.calls('conversations.replies')).toHaveLength(3);
  });

  test('is what could be read where a later page is refused', async () => {
    const { thread, call } = threadOf(250);
    const fault = { kind: 'rate-limited', retryAfterS: 30 } as const;
    slack.faults.next('conversations.replies', fault, { where: isLaterPage });
    const said = await reader()(thread, call);
    expect([said[0]?.text, said.at(-1)?.text]).toEqual(['root', '199']);
  });

  test('is what could be read in two seconds, all pages together', async () => {
    const { thread, call } = threadOf(250);
    slack.faults.next('conversations.replies', { kind: 'hang' }, { where: isLaterPage });
    const time = jumpingClock();
    const reading = reader(time.clock)(thread, call);
    // Both pages are waited for with the same patience.
    while (time.slept().length < 2) await time.advance(0);
    await time.advance(2_000);
    expect((await reading).at(-1)?.text).toBe('199');
  });

  test('is an error where nothing could be read', async () => {
    const { thread, call } = threadOf(1);
    slack.faults.next('conversations.replies', { kind: 'error', error: 'channel_not_found' });
    await expect(reader()(thread, call)).rejects.toThrow('channel_not_found');
  });
});
