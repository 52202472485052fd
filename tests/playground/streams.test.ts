import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { refusal, webClient } from '../support/slack.ts';

let now = 1_763_780_000_000;
let slack: LocalSlack;
let client: WebClient;
let question: MessageData;

beforeEach(async () => {
  slack = await createLocalSlack({ now: () => now });
  client = webClient(slack);
  question = slack.person('ada').say('general', 'why?');
});

afterEach(() => slack.close());

function target() {
  return {
    channel: question.channel,
    thread_ts: question.ts,
    recipient_user_id: question.user,
    recipient_team_id: slack.team.id,
  };
}

async function start(content: object = {}): Promise<{ channel: string; ts: string }> {
  const { ts = '' } = await client.chat.startStream({ ...target(), ...content });
  return { channel: question.channel, ts };
}

function streamed() {
  return slack.answers('general', question.ts).at(-1);
}

describe('a stream', () => {
  it('shows what was appended so far, and sets the session to work and to rest', async () => {
    const at = await start({ markdown_text: 'one ' });
    expect(slack.session('general', question.ts)?.status).toBe('processing');
    await client.chat.appendStream({ ...at, markdown_text: 'two ' });
    expect(streamed()).toMatchObject({ text: 'one two ', stream: { state: 'open' } });
    await client.chat.stopStream({ ...at, markdown_text: 'three', blocks: [{ type: 'divider' }] });
    expect(streamed()).toMatchObject({
      text: 'one two three',
      blocks: [{ type: 'divider' }],
      stream: { state: 'stopped' },
    });
    expect(slack.session('general', question.ts)?.status).toBe('active');
  });

  it('takes the calls of the chatStream helper', async () => {
    const stream = client.chatStream({ ...target(), buffer_size: 4 });
    await stream.append({ markdown_text: 'hello' });
    await stream.append({ markdown_text: ' world' });
    await stream.stop({ markdown_text: '!', session_status: 'closed' });
    expect(streamed()?.text).toBe('hello world!');
    expect(slack.session('general', question.ts)?.status).toBe('closed');
  });

  it('collects tasks, and adds details to those that stand there', async () => {
    const task = { type: 'task_update' as const, id: 't', title: 'Check', details: 'a' };
    const at = await start({ chunks: [{ type: 'plan_update', title: 'Plan' }] });
    await client.chat.appendStream({ ...at, chunks: [{ ...task, status: 'in_progress' }] });
    await client.chat.appendStream({
      ...at,
      chunks: [{ ...task, status: 'complete', output: 'fine' }],
    });
    expect(streamed()?.stream).toMatchObject({
      planTitle: 'Plan',
      tasks: [{ id: 't', title: 'Check', status: 'complete', details: 'aa', output: 'fine' }],
    });
  });

  it('needs no recipient in a direct conversation', async () => {
    const asked = slack.person('ada').tell('why?');
    await client.chat.startStream({
      channel: asked.channel,
      thread_ts: asked.ts,
      markdown_text: 'so',
    });
    expect(slack.answers(asked.channel, asked.ts)).toMatchObject([{ text: 'so' }]);
  });

  it.each([
    ['missing_recipient_user_id', { recipient_user_id: undefined }],
    ['missing_recipient_team_id', { recipient_team_id: undefined }],
    ['user_not_found', { recipient_user_id: 'U404' }],
    ['thread_not_found', { thread_ts: '1.000001' }],
    ['msg_too_long', { markdown_text: 'x'.repeat(12_001) }],
    ['cannot_provide_both_markdown_text_and_chunks', { markdown_text: 'x', chunks: [] }],
    [
      'invalid_chunks',
      { chunks: [{ type: 'task_update', id: 'a', title: 'x'.repeat(257), status: 'pending' }] },
    ],
    ['invalid_chunks', { chunks: [{ type: 'surprise' }] }],
    ['invalid_blocks', { chunks: [{ type: 'blocks', blocks: [{ type: 'header' }] }] }],
    ['invalid_arguments', { task_display_mode: 'loud' }],
  ])('does not start: %s', async (code, change) => {
    expect(await refusal(client.apiCall('chat.startStream', { ...target(), ...change }))).toBe(
      code,
    );
    expect(slack.answers('general', question.ts)).toEqual([]);
  });

  it('takes no append without text and none of another kind than it began with', async () => {
    const at = await start({ markdown_text: 'a' });
    expect(await refusal(client.apiCall('chat.appendStream', at))).toBe(
      'markdown_text_or_chunks_required',
    );
    const chunks = [{ type: 'markdown_text' as const, text: 'b' }];
    expect(await refusal(client.chat.appendStream({ ...at, chunks }))).toBe(
      'streaming_mode_mismatch',
    );
  });

  it('is full at 13,202 characters, and keeps what it had', async () => {
    const at = await start({ markdown_text: 'x'.repeat(12_000) });
    await client.chat.appendStream({ ...at, markdown_text: 'y'.repeat(1_202) });
    expect(await refusal(client.chat.appendStream({ ...at, markdown_text: 'z' }))).toBe(
      'msg_too_long',
    );
    expect(streamed()?.text).toHaveLength(13_202);
    await client.chat.stopStream(at);
  });

  it('is closed by Slack after its lifetime', async () => {
    const at = await start({ markdown_text: 'a' });
    now += 300_001;
    const late = client.chat.appendStream({ ...at, markdown_text: 'b' });
    expect(await refusal(late)).toBe('message_not_in_streaming_state');
    expect(await refusal(client.chat.stopStream(at))).toBe('message_not_in_streaming_state');
    expect(streamed()).toMatchObject({ text: 'a', stream: { state: 'expired' } });
    await client.chat.update({ ...at, markdown_text: 'whole', text: undefined });
    expect(streamed()?.text).toBe('whole');
  });

  it('can be closed before its time', async () => {
    const at = await start({ markdown_text: 'a' });
    slack.expireStreams(question.ts);
    expect(await refusal(client.chat.stopStream(at))).toBe('message_not_in_streaming_state');
  });

  it('takes nothing more once a person stopped it, and leaves the status to the app', async () => {
    const at = await start({ markdown_text: 'a' });
    slack.person('ada').stopStream('general', question.ts);
    expect(await refusal(client.chat.appendStream({ ...at, markdown_text: 'b' }))).toBe(
      'stopped_by_user',
    );
    expect(slack.session('general', question.ts)?.status).toBe('processing');
  });

  it('is refused for a message that is no stream', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: question.channel, text: 'x' });
    const at = { channel: question.channel, ts };
    expect(await refusal(client.chat.stopStream(at))).toBe('message_not_in_streaming_state');
    const hers = { channel: question.channel, ts: question.ts };
    expect(await refusal(client.chat.stopStream(hers))).toBe('message_not_owned_by_app');
  });
});
