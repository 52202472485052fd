import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { toUSVString } from 'node:util';
import { addressees, capText, readText } from '../../../src/slack/intake/text.ts';

const read = (raw: string) => readText(raw, 'UBOT');

describe('readText', () => {
  test.each([
    ['<@UBOT> hello', 'hello'],
    ['<@UBOT|architect>, what now?', 'what now?'],
    ['<@UBOT>: what now?', 'what now?'],
    ['hey <@UBOT> look', 'hey look'],
    ['ask <@U2> and <@U3|bob>', 'ask @U2 and @bob'],
    ['see <#C1|general> or <#C2>', 'see #general or #C2'],
    ['<!here> <!channel> <!everyone>', '@here @channel @everyone'],
    ['<!subteam^S1|@team> and <!subteam^S2>', '@team and @S2'],
    ['due <!date^1392734382^{date}|Feb 18>', 'due Feb 18'],
    ['<https://a.test/x?a=1&amp;b=2>', 'https://a.test/x?a=1&b=2'],
    ['<https://a.test|the docs>', 'the docs (https://a.test)'],
    ['<http://example.com|example.com>', 'example.com'],
    ['<mailto:a@b.c|a@b.c>', 'a@b.c'],
    ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['&amp;lt;', '&lt;'],
    ['  <@UBOT>  ', ''],
    ['half an emoji \uD83D', 'half an emoji \uFFFD'],
  ])('reads %j as %j', (raw, text) => {
    expect(read(raw)).toBe(text);
  });

  test('keeps a code block as it was written', () => {
    const raw = '<@UBOT> review\n```\ncreate table a (\n  x int check (x &lt; 3)\n);\n```';
    expect(read(raw)).toBe('review\n```\ncreate table a (\n  x int check (x < 3)\n);\n```');
  });

  test('does not take for a token what an author wrote with brackets of his own', () => {
    expect(read('&lt;@UBOT&gt; &lt;!channel&gt;')).toBe('<@UBOT> <!channel>');
  });

  test('gives back whatever a person typed, once Slack has escaped it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
        expect(read(escaped)).toBe(toUSVString(typed).trim());
      }),
    );
  });

  test('makes well-formed text without our mention of anything at all', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '|',
      '@',
      '!',
      '#',
      '&lt;',
      '&amp;',
      '<@UBOT>',
      ' ',
      '\n',
      '\uDC00',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = read(pieces.join(''));
        expect(text).toBe(toUSVString(text));
        expect(text).toBe(text.trim());
      }),
    );
  });
});

describe('capText', () => {
  test('leaves what fits', () => {
    expect(capText('abc', 3)).toBe('abc');
  });

  test('says that it cut, and how much', () => {
    expect(capText('abcd', 3)).toBe(
      'abc\n\n[Cut here: the message has 4 characters, the first 3 were read.]',
    );
  });

  test('never cuts an emoji in half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, max) => {
        const capped = capText(toUSVString(text), max);
        expect(capped).toBe(toUSVString(capped));
      }),
    );
  });
});

test('addressees are the people, groups and broadcasts of a message', () => {
  expect(
    addressees('<@U1> <@W2|bob> <!here> <!subteam^S1|@x> <#C1|general> <https://a.test>'),
  ).toEqual(['U1', 'W2', 'here', 'subteam^S1']);
});
