import { once } from 'node:events';
import { setImmediate as turnOver } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { gatherText } from '../../src/anthropic/gather-text.ts';
import type { ModelEvent } from '../../src/core/model.ts';
import { noUsage } from '../../src/core/usage.ts';

const text = (piece: string): ModelEvent => ({ type: 'text', text: piece });
const thinking = (piece: string): ModelEvent => ({ type: 'thinking', text: piece });
const done: ModelEvent = {
  type: 'done',
  content: [],
  stopReason: 'end_turn',
  usage: noUsage,
  model: 'm',
  requestId: null,
};

async function collect(events: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  const collected: ModelEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

describe('text that comes in one turn of the event loop', () => {
  test('is one piece, and thinking is another', async () => {
    async function* events(): AsyncGenerator<ModelEvent, void> {
      yield* [thinking('so'), thinking(' far'), text('Use'), text(' a'), text(' queue.'), done];
    }
    expect(await collect(gatherText(events()))).toEqual([
      thinking('so far'),
      text('Use a queue.'),
      done,
    ]);
  });

  test('is given out before the next turn brings more', async () => {
    const seen: string[] = [];
    async function* events(): AsyncGenerator<ModelEvent, void> {
      yield text('Use');
      for (let turn = 0; turn < 3; turn += 1) await turnOver();
      seen.push('more');
      yield text(' a queue.');
    }
    for await (const event of gatherText(events()))
      if (event.type === 'text') seen.push(event.text);
    expect(seen).toEqual(['Use', 'more', ' a queue.']);
  });

  test('is given out before the failure behind it', async () => {
    async function* events(): AsyncGenerator<ModelEvent, void> {
      yield* [text('Use'), text(' a')];
      throw new Error('cut');
    }
    const gathered = gatherText(events());
    expect((await gathered.next()).value).toEqual(text('Use a'));
    await expect(gathered.next()).rejects.toThrow('cut');
  });
});

test('whoever leaves early waits for nothing, and the source is closed when it can be', async () => {
  const network = new AbortController();
  const gone = once(network.signal, 'abort');
  let closed = false;
  async function* events(): AsyncGenerator<ModelEvent, void> {
    try {
      yield text('Use');
      await gone;
      throw new Error('the connection was closed');
    } finally {
      closed = true;
    }
  }
  for await (const _ of gatherText(events())) break;
  expect(closed).toBe(false);
  network.abort();
  await turnOver();
  expect(closed).toBe(true);
});
