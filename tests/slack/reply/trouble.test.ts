import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ReplyFenced, ReplyRefused } from '../../../src/core/reply.ts';
import type { Fault } from '../../../src/playground/slack/faults.ts';
import { jumpingClock, type JumpingClock } from '../../support/clock.ts';
import { webClient } from '../../support/slack.ts';
import { answered, createStage, type Stage } from './stage.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await createStage();
});

afterEach(() => stage.close());

const seen = (text: string) => stage.slack.until(() => stage.read().some((m) => m.includes(text)));
const noStreams = () =>
  stage.slack.faults.next(
    'chat.startStream',
    { kind: 'error', error: 'missing_scope' },
    { times: Number.POSITIVE_INFINITY },
  );

/** An answer in three parts, with something that happens after the first. */
async function answer(meanwhile: () => void = () => {}): Promise<readonly string[]> {
  const reply = stage.open();
  reply.append('First. ');
  await seen('First.');
  meanwhile();
  reply.append('Second. ');
  await seen('Second.');
  reply.append('Third.');
  await reply.finish({ ...answered, footer: 'Architect' });
  return stage.read();
}

/** Resolves when somebody sleeps that long. */
async function asked(time: JumpingClock, ms: number): Promise<void> {
  while (!time.slept().includes(ms)) {
    // oxlint-disable-next-line no-await-in-loop -- until it happens
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const WHOLE = ['First. Second. Third.'];
const broken: readonly (readonly [string, Fault])[] = [
  ['a server error', { kind: 'status', status: 500 }],
  ['a broken connection', { kind: 'drop' }],
  ['an internal error', { kind: 'error', error: 'internal_error' }],
];

describe('a call whose fate is unknown', () => {
  describe.each(broken)('%s', (_name, fault) => {
    test.each([
      ['chat.startStream', true],
      ['chat.startStream', false],
      ['chat.appendStream', true],
      ['chat.appendStream', false],
      ['chat.stopStream', true],
      ['chat.stopStream', false],
    ])(
      'of %s (done all the same: %s) neither loses nor doubles text',
      async (method, afterWork) => {
        stage.slack.faults.next(method, fault, { afterWork });
        expect(await answer()).toEqual(WHOLE);
        expect(stage.slack.faults.pending).toBe(0);
      },
    );

    test.each([
      ['chat.postMessage', true],
      ['chat.postMessage', false],
      ['chat.update', true],
      ['chat.update', false],
    ])('of %s (done all the same: %s) neither loses nor doubles it', async (method, afterWork) => {
      noStreams();
      stage.slack.faults.next(method, fault, { afterWork });
      expect(await answer()).toEqual(WHOLE);
    });
  });

  test('is looked into again when the look fails too', async () => {
    stage.slack.faults.next('chat.startStream', { kind: 'drop' }, { afterWork: true });
    stage.slack.faults.next('conversations.replies', { kind: 'rate-limited', retryAfterS: 2 });
    expect(await answer()).toEqual(WHOLE);
  });
});

describe('too many calls', () => {
  test.each(['chat.startStream', 'chat.appendStream', 'chat.stopStream'])(
    'of %s: the answer comes whole',
    async (method) => {
      stage.slack.faults.next(method, { kind: 'rate-limited', retryAfterS: 10 }, { times: 2 });
      expect(await answer()).toEqual(WHOLE);
    },
  );

  test.each(['chat.postMessage', 'chat.update'])('of %s: it waits as told', async (method) => {
    noStreams();
    stage.slack.faults.next(method, { kind: 'rate-limited', retryAfterS: 10 }, { times: 2 });
    expect(await answer()).toEqual(WHOLE);
  });

  test('the end of the text does not wait for the stream to be closed', async () => {
    await stage.close();
    const time = jumpingClock();
    stage = await createStage({ clock: time.clock });
    stage.slack.faults.next('chat.stopStream', { kind: 'rate-limited', retryAfterS: 30 });
    const reply = stage.open();
    reply.append('First. ');
    await seen('First.');
    reply.append('Last.');
    const finished = reply.finish(answered);
    await seen('Last.');
    expect(stage.slack.calls('chat.stopStream')).toHaveLength(1);
    await asked(time, 30_000);
    await time.advance(30_000);
    await finished;
    expect(stage.read()).toEqual(['First. Last.']);
  });

  test('in one thread do not stop another', async () => {
    await stage.close();
    const time = jumpingClock();
    stage = await createStage({ clock: time.clock });
    noStreams();
    const other = stage.slack.person('grace').say('general', 'another question');
    stage.slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterS: 60 });
    const held = stage.open();
    held.append('Held up. ');
    await asked(time, 60_000);
    const free = stage.open({
      thread: { team: stage.slack.team.id, channel: stage.channel, ts: other.ts },
    });
    free.append('Not held up.');
    await free.finish(answered);
    expect(stage.slack.answers('general', other.ts).map((m) => m.shown)).toEqual(['Not held up.']);
    await held.abandon();
  });
});

describe('a stream that ends early', () => {
  test('by Slack: the same message goes on', async () => {
    expect(await answer(() => stage.slack.expireStreams())).toEqual(WHOLE);
  });

  test('by a person: nothing more is shown but the last words', async () => {
    const reply = stage.open();
    reply.append('First. ');
    await seen('First.');
    stage.slack.person('ada').stopStream('general', stage.threadTs);
    reply.append('Second. ');
    await stage.slack.until(() => stage.slack.calls('chat.appendStream').length === 1);
    reply.append('Third. ');
    await new Promise((resolve) => setImmediate(resolve));
    expect(stage.read()).toEqual(['First. ']);
    reply.append('\n\n_Stopped._');
    await reply.finish({ ...answered, outcome: 'stopped' });
    expect(stage.read()).toEqual(['First. Second. Third. \n\n_Stopped._']);
  });

  test('by deletion: the answer gets a new message', async () => {
    const reply = stage.open();
    reply.append('First. ');
    await seen('First.');
    const [message] = stage.slack.answers('general', stage.threadTs);
    stage.slack.person('ada').remove({ channel: stage.channel, ts: message!.ts });
    reply.append('Second.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['First. Second.']);
  });
});

describe('an earlier attempt that died', () => {
  test('before it could note its stream: that stream is found and finished', async () => {
    const dead = stage.open({ onBegun: () => new Promise(() => {}) });
    dead.append('This was ');
    await seen('This was');
    const reply = stage.open({ retried: true });
    reply.append('The answer.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['The answer.']);
  });

  test('before it could note its post: that post is found and finished', async () => {
    noStreams();
    const dead = stage.open({ onBegun: () => new Promise(() => {}) });
    dead.append('This was ');
    await seen('This was');
    const reply = stage.open({ retried: true });
    reply.append('The answer.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['The answer.']);
  });

  test('other messages of the bot in the thread are left alone', async () => {
    const thread_ts = stage.threadTs;
    const second = stage.slack.person('grace').say('general', 'and this?', { threadTs: thread_ts });
    // Slack's chat, not a window.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    await webClient(stage.slack).chat.postMessage({
      channel: stage.channel,
      thread_ts,
      text: `<@${stage.slack.person('ada').id}> asked for a schema review.`,
    });
    const earlier = stage.open();
    earlier.append('The answer to the first.');
    await earlier.finish(answered);
    const reply = stage.open({ questionTs: second.ts, retried: true });
    reply.append('The answer to the second.');
    await reply.finish(answered);
    expect(stage.read().slice(1)).toEqual([
      'The answer to the first.',
      'The answer to the second.',
    ]);
  });

  test('and wrote more than is needed now: the rest is taken away', async () => {
    const dead = stage.open();
    dead.append(`${'word '.repeat(1_700)}\n\nsecond page `);
    await stage.slack.until(() => stage.read().length === 2);
    await dead.abandon();
    const reply = stage.open({ begun: [...stage.begun], retried: true });
    reply.append('Short.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['Short.']);
  });

  test('and whose message a person deleted: a new one is posted', async () => {
    const reply = stage.open({ begun: ['1763780000.000100'], retried: true });
    reply.append('Here.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['Here.']);
  });
});

describe('a reply ends', () => {
  test('refused, with the reason, where the bot may not post', async () => {
    stage.slack.archive('general');
    const reply = stage.open();
    reply.append('Here.');
    await expect(reply.finish(answered)).rejects.toEqual(new ReplyRefused('is_archived'));
  });

  test('fenced, when its message could not be noted any more', async () => {
    const reply = stage.open({ onBegun: () => Promise.resolve(false) });
    reply.append('Here. ');
    await expect(reply.finish(answered)).rejects.toThrow(ReplyFenced);
  });

  test('fenced, in the middle of a long wait, when the thread goes to another worker', async () => {
    await stage.close();
    const time = jumpingClock();
    stage = await createStage({ clock: time.clock });
    noStreams();
    stage.slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterS: 60 });
    const gone = new AbortController();
    const reply = stage.open({ signal: gone.signal });
    reply.append('Here.');
    const finished = reply.finish(answered);
    await asked(time, 60_000);
    gone.abort('shutdown');
    await expect(finished).rejects.toThrow(ReplyFenced);
    expect(stage.read()).toEqual([]);
  });

  test('with an error when Slack is away for good, not silently', async () => {
    for (const method of ['chat.startStream', 'chat.postMessage']) {
      stage.slack.faults.next(method, { kind: 'status', status: 503 }, { times: 99 });
    }
    const reply = stage.open();
    reply.append('Here.');
    await expect(reply.finish(answered)).rejects.toThrow('could not be posted');
  });
});

test('posts and edits neither unfurl nor look for names', async () => {
  noStreams();
  await answer();
  const [post] = stage.slack.calls('chat.postMessage');
  expect(post?.args).toMatchObject({
    unfurl_links: 'false',
    unfurl_media: 'false',
    parse: 'none',
    link_names: 'false',
  });
  for (const { args } of stage.slack.calls('chat.update')) {
    expect(args).toMatchObject({ parse: 'none', link_names: 'false' });
  }
});
