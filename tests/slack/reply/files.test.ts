import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Artifact } from '../../../src/core/artifact.ts';
import { ReplyFenced } from '../../../src/core/reply.ts';
import { answered, createStage, type Stage } from './stage.ts';

const review: Artifact = { name: 'review.md', title: 'The whole review', content: '# Grüße' };
const script: Artifact = { name: 'fixes.sql', title: 'Fixes', content: 'select 1;' };
const picture: Artifact = {
  name: 'erd.png',
  title: 'Tables',
  content: new Uint8Array([137, 80, 78, 71]),
  alt: 'orders refers to customers',
};

let stage: Stage;

beforeEach(async () => {
  stage = await createStage();
});

afterEach(() => stage.close());

async function answer(artifacts: readonly Artifact[], target: Parameters<Stage['open']>[0] = {}) {
  const reply = stage.open(target);
  reply.append('Look at the files.');
  for (const artifact of artifacts) reply.attach(artifact);
  return reply.finish(answered);
}

const posted = () => stage.slack.answers(stage.channel, stage.threadTs).flatMap((m) => m.files);

test('text and pictures arrive byte by byte, pictures with what one sees on them', async () => {
  await answer([review, picture]);
  const [text, image] = posted();
  expect(stage.slack.content(text!.id)?.toString()).toBe('# Grüße');
  expect(text?.size).toBe(9);
  expect(stage.slack.content(image!.id)).toEqual(Buffer.from([137, 80, 78, 71]));
  expect(image).toMatchObject({ mimetype: 'image/png', alt: 'orders refers to customers' });
});

test('a file of untrusted words leads nowhere and calls nobody, as the answer; any other stays as it is', async () => {
  const content =
    'See [this](https://evil.example/?q=1), https://docs.example.com/a. <!channel>\n\n```\ncurl https://evil.example\n```\n';
  await answer([
    { name: 'opinion-one.md', title: 'Opinion of one', content, untrusted: true },
    { name: 'review.md', title: 'Review', content },
  ]);
  const [opinion, whole] = posted().map(({ id }) => stage.slack.content(id)?.toString());
  expect(whole).toBe(content);
  expect(opinion).toContain('this (`https://evil.example/?q=1`), https://docs.example.com/a');
  expect(opinion).toContain('\ncurl https://evil.example\n');
  expect(opinion).not.toContain('<!channel>');
});

test('a limit of Slack is waited out at each step', async () => {
  const limited = { kind: 'rate-limited', retryAfterS: 2 } as const;
  for (const method of [
    'files.getUploadURLExternal',
    'files.upload',
    'files.completeUploadExternal',
  ]) {
    stage.slack.faults.next(method, limited);
  }
  await answer([review, script]);
  expect(stage.files()).toEqual([['review.md', 'fixes.sql']]);
});

test('a later attempt posts only what an earlier one did not', async () => {
  stage.slack.faults.next(
    'files.getUploadURLExternal',
    { kind: 'error', error: 'file_type_not_allowed' },
    { where: ({ filename }) => filename === 'fixes.sql' },
  );
  await answer([review, script]);
  expect(stage.files()).toEqual([['review.md']]);
  await answer([review, script], { begun: [...stage.begun], retried: true });
  expect(stage.files()).toEqual([['review.md'], ['fixes.sql']]);
});

test('a file of an earlier answer with the same name is another file', async () => {
  await answer([review]);
  const next = stage.slack.person('ada').say(stage.channel, 'and now?', {
    threadTs: stage.threadTs,
  });
  const reply = stage.open({ questionTs: next.ts, retried: true });
  reply.append('Another answer.');
  reply.attach(review);
  await reply.finish(answered);
  expect(stage.files()).toEqual([['review.md'], ['review.md']]);
});

test('a share that may have happened is looked for before it is repeated', async () => {
  stage.slack.faults.next('files.completeUploadExternal', { kind: 'drop' }, { afterWork: true });
  await answer([review]);
  expect(stage.files()).toEqual([['review.md']]);
});

test('a share that did not happen is repeated', async () => {
  stage.slack.faults.next('files.completeUploadExternal', { kind: 'drop' });
  await answer([review]);
  expect(stage.files()).toEqual([['review.md']]);
});

test('a file that Slack does not take leaves the answer and the other files alone, and is named', async () => {
  stage.slack.faults.next(
    'files.getUploadURLExternal',
    { kind: 'error', error: 'missing_scope' },
    { where: ({ filename }) => filename === 'erd.png' },
  );
  const last = await answer([picture, script]);
  expect(stage.files()).toEqual([['fixes.sql']]);
  expect(stage.read()).toEqual([
    'Look at the files.',
    'I could not post erd.png: my Slack app lacks the permission files:write.',
  ]);
  expect(stage.begun).toEqual([last]);
});

test('a channel that takes text and no files gets the text', async () => {
  stage.slack.faults.next('files.completeUploadExternal', {
    kind: 'error',
    error: 'not_in_channel',
  });
  await answer([review]);
  expect(stage.read()).toEqual(['Look at the files.', 'I could not post review.md.']);
});

test('a title pings nobody and leads nowhere', async () => {
  const title = 'Tables <!channel> <@U0OTHER> https://evil.example/x';
  await answer([{ ...picture, title, alt: title }]);
  const [file] = posted();
  for (const words of [file?.title, file?.alt]) {
    expect(words).toContain('Tables');
    expect(words).not.toMatch(/<[!@]/);
    expect(words).not.toMatch(/(?<!`)https:/);
  }
});

test('an empty file is none', async () => {
  await answer([{ ...script, content: '' }]);
  expect(stage.files()).toEqual([]);
  expect(stage.read()).toEqual(['Look at the files.']);
});

test('a worker that lost the thread shares nothing, though the bytes went up', async () => {
  let lost = false;
  const work = answer([review], { mayPost: () => !lost });
  stage.slack.faults.next('files.upload', { kind: 'delay', delayMs: 50 });
  await stage.slack.until(() => stage.slack.calls('files.getUploadURLExternal').length > 0);
  lost = true;
  await expect(work).rejects.toThrow(ReplyFenced);
  expect(stage.files()).toEqual([]);
});

test('an upload that hangs ends when the thread is taken away', async () => {
  const gone = new AbortController();
  stage.slack.faults.next('files.upload', { kind: 'hang' });
  const work = answer([review], { signal: gone.signal });
  await stage.slack.until(() => stage.slack.calls('files.getUploadURLExternal').length > 0);
  gone.abort('lease-lost');
  await expect(work).rejects.toThrow(ReplyFenced);
  expect(stage.files()).toEqual([]);
});
