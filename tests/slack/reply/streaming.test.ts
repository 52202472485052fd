import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jumpingClock, type JumpingClock } from '../../support/clock.ts';
import { answered, createStage, type Stage } from './stage.ts';

let stage: Stage;
let time: JumpingClock;

beforeEach(async () => {
  time = jumpingClock();
  stage = await createStage({ clock: time.clock });
});

afterEach(() => stage.close());

const reads = (text: string) =>
  stage.slack.until(() => stage.read().join('|') === text, { what: `the thread reads ${text}` });
const messages = () => stage.slack.answers(stage.channel, stage.threadTs);
const titles = () => messages().map((message) => message.stream?.tasks[0]?.title);
const isDone = (title: string) => () => titles()[0] === title;
const streams = () => messages().map((m) => m.stream?.state);

/** Resolves when the writer heard from Slack and waits for time to pass. */
async function gathering(sleeps = 1): Promise<void> {
  while (time.slept().length < sleeps) {
    // oxlint-disable-next-line no-await-in-loop -- until the writer sleeps
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets time pass until the thread reads so. */
async function passUntil(done: () => boolean): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- step by step
  while (!done()) await time.advance(100);
}

test('the first words go out alone and at once, even while a status hangs', async () => {
  stage.slack.faults.next('agents.sessions.setStatus', { kind: 'hang' });
  const asked = new Promise<void>((resolve) => {
    const hear = ({ method }: { readonly method: string }) =>
      method === 'agents.sessions.setStatus' ? resolve() : undefined;
    stage.slack.on('request', hear);
  });
  const reply = stage.open();
  reply.status('Thinking');
  await time.advance(50);
  await asked;
  reply.append('Use a ');
  await reads('Use a ');
  const sleeps = time.slept().length;
  const finished = reply.finish(answered);
  await stage.slack.until(() => streams()[0] === 'stopped');
  await gathering(sleeps + 1);
  await time.advance(2_000);
  await finished;
  expect(stage.read()).toEqual(['Use a ']);
});

test('an answer that begins at once takes no call for a status, and one that does not, one', async () => {
  const statuses = () => stage.slack.calls('agents.sessions.setStatus').length;
  const quick = stage.open();
  quick.status('Thinking');
  await time.advance(49);
  quick.append('Yes. ');
  await reads('Yes. ');
  // oxlint-disable-next-line no-await-in-loop -- until the writer heard of its stream
  while (stage.begun.length === 0) await time.advance(0);
  await time.advance(1_000);
  await quick.finish(answered);
  expect(statuses()).toBe(0);
  const slow = stage.open();
  slow.status('Thinking');
  await time.advance(50);
  await stage.slack.until(() => statuses() === 1);
  await slow.abandon();
});

test('words that follow within a second go out together', async () => {
  const reply = stage.open();
  reply.append('One. ');
  await reads('One. ');
  for (const word of ['two ', 'three ', 'four ']) reply.append(word);
  await gathering();
  await time.advance(999);
  expect(stage.slack.calls('chat.appendStream')).toHaveLength(0);
  await time.advance(1);
  await reads('One. two three four ');
  // A call is noted once it was answered.
  await reply.finish(answered);
  expect(stage.slack.calls('chat.appendStream')).toHaveLength(1);
});

test('much text does not wait a whole second', async () => {
  const reply = stage.open();
  reply.append('One. ');
  await reads('One. ');
  reply.append('word '.repeat(60));
  await gathering();
  await time.advance(500);
  await reads(`One. ${'word '.repeat(60)}`);
  expect(time.slept()).toEqual([500]);
  await reply.finish(answered);
});

test('two calls are never under way for one message', async () => {
  let open = 0;
  let most = 0;
  stage.slack.on('request', ({ method }) => {
    if (method.startsWith('chat.')) most = Math.max(most, (open += 1));
  });
  stage.slack.on('call', ({ call }) => {
    if (call.method.startsWith('chat.')) open -= 1;
  });
  const reply = stage.open();
  for (let n = 0; n < 40; n += 1) {
    reply.append('some more words '.repeat(20));
    // oxlint-disable-next-line no-await-in-loop -- time passes between the words
    await time.advance(300);
  }
  await reply.finish(answered);
  expect(most).toBe(1);
});

test('an answer of one stroke takes two calls', async () => {
  const reply = stage.open();
  reply.append('Use one queue. ');
  await reads('Use one queue. ');
  reply.append('Per tenant.');
  await reply.finish({ ...answered, footer: 'Architect' });
  const methods = stage.slack.calls().map(({ method }) => method);
  expect(methods).toEqual(['chat.startStream', 'chat.stopStream']);
});

test('a stream is left for a new message at a block boundary, before Slack closes it', async () => {
  const reply = stage.open();
  reply.append(`${'word '.repeat(400)}\n\n`);
  await stage.slack.until(() => stage.read().length === 1);
  reply.append('Next ');
  await gathering();
  await time.advance(241_000);
  await passUntil(() => stage.read().length === 2);
  reply.append('paragraph goes on.\n\nAnd more ');
  await reply.finish(answered);
  expect(stage.read()).toEqual([
    `${'word '.repeat(400)}\n\n`,
    'Next paragraph goes on.\n\nAnd more ',
  ]);
  expect(streams()).toEqual(['stopped', 'stopped']);
});

test('a code block that is not over when the stream grows old stays whole, in one message', async () => {
  const reply = stage.open();
  reply.append(`${'word '.repeat(400)}\n\n\`\`\`sql\nSELECT 1;\n`);
  await stage.slack.until(() => stage.read().length === 1);
  reply.append('SELECT 2;\n');
  await gathering();
  await time.advance(275_000);
  await passUntil(() => stage.read().join().includes('SELECT 2'));
  expect(streams()).toEqual(['stopped']);
  reply.append('SELECT 3;\n```\n');
  await reply.finish(answered);
  expect(stage.read()).toEqual([
    `${'word '.repeat(400)}\n\n\`\`\`sql\nSELECT 1;\nSELECT 2;\nSELECT 3;\n\`\`\`\n`,
  ]);
});

test('what is being done stands in the stream as one card, done at the end', async () => {
  const reply = stage.open();
  reply.status('Thinking');
  reply.append('Let me look.');
  reply.status('Reading schema.sql');
  await passUntil(() => stage.read().join('') === 'Let me look.');
  const tasks = () => stage.slack.answers(stage.channel, stage.threadTs)[0]?.stream?.tasks;
  await passUntil(() => tasks()?.[0]?.title === 'Reading schema.sql');
  reply.status('Running the migration');
  await passUntil(() => tasks()?.[0]?.title === 'Running the migration');
  reply.append(' It works.');
  await reply.finish(answered);
  expect(tasks()).toEqual([{ id: 'activity', title: 'Running the migration', status: 'complete' }]);
  expect(stage.read()).toEqual(['Let me look. It works.']);
});

describe('before the first words', () => {
  test('what is being done becomes a card after two seconds, and the words follow it', async () => {
    const reply = stage.open();
    reply.status('Loading 40 statements');
    await gathering();
    await time.advance(1_999);
    expect(messages()).toEqual([]);
    await passUntil(isDone('Loading 40 statements'));
    reply.status('Running the fix script');
    await passUntil(isDone('Running the fix script'));
    reply.append('No findings.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['No findings.']);
    expect(messages()[0]?.stream).toMatchObject({
      state: 'stopped',
      tasks: [{ title: 'Running the fix script', status: 'complete' }],
    });
    expect(stage.begun).toEqual([messages()[0]?.ts]);
    const calls = stage.slack.calls().filter(({ method }) => method.startsWith('chat.'));
    expect(calls.map(({ method }) => method)).toEqual([
      'chat.startStream',
      'chat.appendStream',
      'chat.stopStream',
    ]);
  });

  test('the card stays where a draft is dropped, and goes where nothing is said', async () => {
    const reply = stage.open();
    reply.status('Thinking');
    await passUntil(isDone('Thinking'));
    reply.append('');
    reply.discard();
    reply.append('Better.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['Better.']);
    expect(streams()).toEqual(['stopped']);

    const silent = stage.open();
    silent.status('Listening');
    await passUntil(() => titles()[1] === 'Listening');
    await silent.finish(answered);
    expect(stage.read()).toEqual(['Better.']);
    const last = stage.slack.calls().map(({ method }) => method);
    expect(last.slice(last.lastIndexOf('chat.stopStream'))).toContain('chat.delete');
    expect(stage.slack.calls('chat.stopStream')).toHaveLength(2);
  });

  test('a card that was left behind becomes the successor’s answer', async () => {
    const reply = stage.open();
    reply.status('Thinking');
    await passUntil(isDone('Thinking'));
    await reply.abandon();
    const successor = stage.open({ begun: [...stage.begun], retried: true });
    successor.status('Thinking');
    successor.append('Here it is.');
    await successor.finish(answered);
    expect(stage.read()).toEqual(['Here it is.']);
  });

  test('there is none where Slack refuses to stream, and the answer is posted', async () => {
    stage.slack.faults.next('chat.startStream', { kind: 'error', error: 'feature_not_enabled' });
    const reply = stage.open();
    reply.status('Thinking');
    await passUntil(() => stage.slack.calls('chat.startStream').length === 1);
    reply.status('Still thinking');
    reply.append('Posted.');
    await reply.finish(answered);
    expect(stage.read()).toEqual(['Posted.']);
    expect(stage.slack.calls('chat.startStream')).toHaveLength(1);
  });

  test('there is none where the status has words of its own', async () => {
    stage.slack.configure({ sessions: 'refused' });
    const reply = stage.open();
    reply.status('Reading schema.sql');
    const line = () => stage.slack.session(stage.channel, stage.threadTs)?.line;
    await passUntil(() => line() === 'Reading schema.sql');
    await time.advance(10_000);
    expect(messages()).toEqual([]);
    await reply.abandon();
  });
});

describe('without agent sessions', () => {
  test('the status is the older line, with words, and it is cleared', async () => {
    stage.slack.configure({ sessions: 'refused' });
    const reply = stage.open();
    const session = () => stage.slack.session(stage.channel, stage.threadTs);
    reply.status('Reading schema.sql');
    await passUntil(() => session()?.line === 'Reading schema.sql');
    reply.status('Running it');
    await passUntil(() => session()?.line === 'Running it');
    await reply.finish(answered);
    expect(session()?.line).toBe('');
    const next = stage.open();
    next.status('Thinking');
    await passUntil(() => session()?.line === 'Thinking');
    expect(stage.slack.calls('agents.sessions.setStatus')).toHaveLength(1);
    await next.abandon();
    expect(session()?.line).toBe('');
  });

  test('and without the older line there is none, and the answer comes all the same', async () => {
    stage.slack.configure({ sessions: 'refused', scopes: ['chat:write'] });
    const reply = stage.open();
    reply.status('Thinking');
    await passUntil(() => stage.slack.calls('assistant.threads.setStatus').length > 0);
    reply.append('Here.');
    await reply.finish({ ...answered, footer: 'Architect' });
    expect(stage.read()).toEqual(['Here.']);
  });
});
