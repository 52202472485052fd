import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createRedact } from '../../src/lib/redact.ts';
import { keys } from '../support/keys.ts';

const redact = createRedact();

describe('redaction', () => {
  test.each(keys)('takes out %s', (key) => {
    expect(redact({ note: `got ${key} from them` })).toEqual({
      note: expect.stringMatching(/^got \S*\[redacted\] from them$/),
    });
  });

  test.each([
    ['token xoxb-12-34-aBc is bad', 'token [redacted] is bad'],
    ['xoxe.xoxb-1-Mi0yLT', '[redacted]'],
    ['xapp-1-A0-77-abc!', '[redacted]!'],
    ['key=sk-ant-api03-A_b-c', 'key=[redacted]'],
    ['Authorization: Bearer abc.def~1+/=', 'Authorization: Bearer [redacted]'],
    [
      'connect redis://bot:p@ss@redis:6379/0 failed',
      'connect redis://[redacted]@redis:6379/0 failed',
    ],
    ['rediss://:secret@h', 'rediss://[redacted]@h'],
    ['https://hooks.slack.com/commands/T1/2/abc', 'https://hooks.slack.com/[redacted]'],
    [
      'wss://x.slack.com/link/?ticket=ab-cd&app_id=1',
      'wss://x.slack.com/link/?ticket=[redacted]&app_id=1',
    ],
  ])('takes the secret out of %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each(['https://example.com/a?mail=me@example.com', 'T1:C1:1763.01', 'a task-token-list'])(
    'leaves %s alone',
    (text) => {
      expect(redact(text)).toBe(text);
    },
  );

  test('hides fields by name, at any depth, and leaves counts', () => {
    const fields = {
      botToken: 'abc',
      headers: { Authorization: 'x', cookie: 'y', 'x-api-key': 'z' },
      usage: { inputTokens: 12, tokens: 'many' },
      response_url: 'https://elsewhere',
      password: '',
    };
    expect(redact(fields)).toEqual({
      botToken: '[redacted]',
      headers: { Authorization: '[redacted]', cookie: '[redacted]', 'x-api-key': '[redacted]' },
      usage: { inputTokens: 12, tokens: 'many' },
      response_url: '[redacted]',
      password: '',
    });
  });

  test('finds a configured secret whatever it looks like, wherever it stands', () => {
    const withSecret = createRedact(['8f742231b10e8888', 'short']);
    expect(withSecret({ a: ['is 8f742231b10e8888, short'] })).toEqual({
      a: ['is [redacted], short'],
    });
  });

  test('keeps of an error its type, message, stack, code and causes, and nothing it carries', () => {
    const cause = Object.assign(new TypeError('fetch failed for Bearer abc'), {
      code: 'ECONNRESET',
    });
    const error = Object.assign(new Error('could not ask xoxb-1', { cause }), {
      status: 401,
      requestID: 'req_1',
      request: { headers: { authorization: 'Bearer abc' } },
    });
    expect(redact({ error })).toEqual({
      error: {
        type: 'Error',
        message: 'could not ask [redacted]',
        status: 401,
        requestID: 'req_1',
        stack: expect.stringContaining('could not ask [redacted]'),
        cause: {
          type: 'TypeError',
          message: 'fetch failed for Bearer [redacted]',
          code: 'ECONNRESET',
          stack: expect.stringContaining('TypeError'),
        },
      },
    });
  });

  test('ends on a value that contains itself, and cuts what is too long', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(JSON.stringify(redact(loop))).toContain('[deeper]');
    expect(redact('x'.repeat(20_000))).toMatch(/^x{10000}… \(20000 characters\)$/);
  });

  test('gives back something that JSON can write, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
        (value) => {
          expect(() => JSON.stringify({ value: redact(value) })).not.toThrow();
        },
      ),
    );
  });
});
