import { setImmediate as turnOver } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { readEvents } from '../../src/anthropic/reply-events.ts';
import { createSpending } from '../../src/anthropic/spending.ts';
import { readReply } from '../../src/anthropic/read-reply.ts';
import type { ModelEvent } from '../../src/core/model.ts';

/** A body that is written by hand. */
function openBody() {
  const pipe = new TransformStream<Uint8Array, Uint8Array>(undefined, { highWaterMark: 99 });
  const writer = pipe.writable.getWriter();
  const encoder = new TextEncoder();
  return {
    response: new Response(pipe.readable),
    write: (...events: readonly object[]) =>
      writer.write(
        encoder.encode(
          events.map((event) => `event: e\ndata: ${JSON.stringify(event)}\n\n`).join(''),
        ),
      ),
    close: () => writer.close(),
    fail: (why: Error) => writer.abort(why),
  };
}

const delta = (type: 'text' | 'thinking', words: string) => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: `${type}_delta`, [type]: words },
});

function replyOf(response: Response, touch = () => {}) {
  const context = {
    spending: createSpending(true),
    askedModel: 'm',
    requestId: null,
    onRefusal: () => {},
  };
  return readReply(readEvents(response, touch).batches, context);
}

const text = (words: string): ModelEvent => ({ type: 'text', text: words });

test('the text of one packet is one piece, thinking is another, and neither waits for the next packet', async () => {
  const { response, write } = openBody();
  const reply = replyOf(response);
  await write(
    delta('thinking', 'so'),
    delta('thinking', ' far'),
    delta('text', 'Use'),
    delta('text', ' a'),
  );
  expect((await reply.next()).value).toEqual({ type: 'thinking', text: 'so far' });
  expect((await reply.next()).value).toEqual(text('Use a'));
  await write(delta('text', ' queue.'));
  expect((await reply.next()).value).toEqual(text(' queue.'));
});

test('what came is given out before the failure behind it', async () => {
  const { response, write, fail } = openBody();
  const reply = replyOf(response);
  await write(delta('text', 'Use'), delta('text', ' a'));
  await write({ type: 'message_stop' });
  await fail(new Error('cut'));
  expect((await reply.next()).value).toEqual(text('Use a'));
  await expect(reply.next()).rejects.toThrow('before message_stop');
});

test('bytes are heard of though nobody reads', async () => {
  const heard: number[] = [];
  const hears = async (packets: number) => {
    // oxlint-disable-next-line no-await-in-loop -- until they came
    while (heard.length < packets) await turnOver();
  };
  const { response, write, close } = openBody();
  const events = readEvents(response, () => heard.push(1));
  await write({ type: 'ping' });
  await hears(1);
  await write({ type: 'ping' }, { type: 'ping' });
  await hears(2);
  expect(events.ended()).toBe(false);
  await close();
  const batches: (readonly object[])[] = [];
  for await (const batch of events.batches) batches.push(batch);
  expect(batches.flat()).toHaveLength(3);
  expect(events.ended()).toBe(true);
});

test('whoever leaves early waits for nothing', async () => {
  const { response, write } = openBody();
  const reply = replyOf(response);
  await write(delta('text', 'Use'));
  for await (const event of reply) {
    expect(event).toEqual(text('Use'));
    break;
  }
});
