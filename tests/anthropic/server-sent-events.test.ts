import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  createEventDecoder,
  type ServerSentEvent,
} from '../../src/anthropic/server-sent-events.ts';

/** Cuts the text's bytes at the places given, inside a character too, and reads the pieces. */
function decoded(text: string, cuts: readonly number[] = []): readonly ServerSentEvent[] {
  const decoder = createEventDecoder();
  const bytes = new TextEncoder().encode(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  const ordered = places.toSorted((a, b) => a - b);
  const pieces = ordered.slice(1).map((to, n) => bytes.subarray(ordered[n], to));
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.end()];
}

test('reads names and data, and leaves out comments, other fields and what has no name', () => {
  const body =
    ': hello\nevent: message_start\nid: 1\ndata: {"a":\ndata: 1}\n\n\ndata: nameless\n\nevent:ping\ndata:{}\n\nevent: dataless\n\nevent: empty\ndata:\n\n';
  expect(decoded(body)).toEqual([
    { name: 'message_start', data: '{"a":\n1}' },
    { name: 'ping', data: '{}' },
  ]);
});

test('takes the last event without the empty line behind it', () => {
  expect(decoded('event: message_stop\ndata: {}')).toEqual([{ name: 'message_stop', data: '{}' }]);
});

test('is indifferent to where the bytes are cut and how lines end', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => JSON.stringify(text));
  const events = fc.array(word, { minLength: 1, maxLength: 5 });
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  const cuts = fc.array(fc.nat(), { maxLength: 12 });
  fc.assert(
    fc.property(events, lineEnd, cuts, fc.boolean(), (words, end, places, marked) => {
      const body = words.map((data) => `event: delta${end}data: ${data}${end}${end}`).join('');
      const read = decoded((marked ? '\uFEFF' : '') + body, places);
      expect(read).toEqual(words.map((data) => ({ name: 'delta', data })));
    }),
  );
});
