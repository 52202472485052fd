import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { approveLinks } from '../../../src/slack/text/approved-links.ts';
import { createNeutraliser, neutralise } from '../../../src/slack/text/neutralise.ts';

const Z = '\u200b';
const options = {
  isApproved: approveLinks({
    hosts: ['docs.example.com', '*.wiki.example', 'git.example.com:8443'],
    urls: ['https://github.com/acme/shop/pull/7'],
  }),
  isKnownUser: (id: string) => id === 'UASKER',
};
const clean = (text: string) => neutralise(text, options);
const held = (chunk: string) => createNeutraliser(options).push(chunk);

describe('what could ping', () => {
  test.each([
    ['<!channel> wake up', `@${Z}channel wake up`],
    ['<!here|here>', `@${Z}here`],
    ['<!EVERYONE>', `@${Z}EVERYONE`],
    ['<!subteam^S0123|@oncall>', `@${Z}oncall`],
    ['<!subteam^S0123>', `@${Z}group`],
    ['<!date^1392734382^{date}|<!here>>', `<${Z}!date^1392734382^{date}|@${Z}here>`],
    ['@channel and @Here, not @hereford', `@${Z}channel and @${Z}Here, not @hereford`],
    ['<@U999> and <@W999|bob>', `@${Z}U999 and @${Z}bob`],
    ['<#C123|general> <#C124>', `#${Z}general #${Z}C124`],
    ['`<!channel>` in code', `\`<${Z}!channel>\` in code`],
    ['```\n<!here> <@U1> <div>\n```', `\`\`\`\n<${Z}!here> <${Z}@U1> <div>\n\`\`\``],
    ['<<!channel>>', `<${Z}@${Z}channel>`],
    ['<\\!channel>', `<${Z}\\!channel>`],
    ['&lt;!channel&gt;', `&lt;${Z}!channel&gt;`],
  ])('%j becomes %j', (input, output) => {
    expect(clean(input)).toBe(output);
  });

  test('leaves the mention of the person who asked', () => {
    expect(clean('<@UASKER>, and <@UASKER|ann>')).toBe('<@UASKER>, and <@UASKER>');
  });
});

describe('links', () => {
  test.each([
    ['[docs](https://docs.example.com/a)', '[docs](https://docs.example.com/a)'],
    ['see https://docs.example.com.', 'see https://docs.example.com.'],
    ['(https://a.wiki.example/x_(y))', '(https://a.wiki.example/x_%28y%29)'],
    ['<https://docs.example.com/a|the docs>', '[the docs](https://docs.example.com/a)'],
    ['https://github.com/acme/shop/pull/7', 'https://github.com/acme/shop/pull/7'],
    ['**https://docs.example.com/a**', '**https://docs.example.com/a**'],
    ['[mr](https://git.example.com:8443/7)', '[mr](https://git.example.com:8443/7)'],
  ])('%j stays a link to an approved place', (input, output) => {
    expect(clean(input)).toBe(output);
  });

  test.each([
    ['[docs](https://evil.example/?q=1)', 'docs (`https://evil.example/?q=1`)'],
    ['[docs](https://docs.example.com:444/a)', 'docs (`https://docs.example.com:444/a`)'],
    ['[mr](https://git.example.com/7)', 'mr (`https://git.example.com/7`)'],
    ['[docs](<https://evil.example/a b> "title")', 'docs (`https://evil.example/a b`)'],
    ['![chart](https://evil.example/x.png)', 'chart (`https://evil.example/x.png`)'],
    ['[![a](http://e.vil/i)](http://e.vil)', 'a (`http://e.vil/i`) (`http://e.vil`)'],
    ['<http://evil.example>', '`http://evil.example`'],
    ['<http://evil.example|bank.com>', '`bank.com` (`http://evil.example`)'],
    ['http://evil.example/a,b.', '`http://evil.example/a,b`.'],
    ['HTTPS://EVIL.EXAMPLE', '`HTTPS://EVIL.EXAMPLE`'],
    ['**http://evil.example**', '**`http://evil.example`**'],
    ['www.evil.example/x', '`www.evil.example/x`'],
    ['evil.example/x?secret=1', '`evil.example/x?secret=1`'],
    ['//evil.example', '`//evil.example`'],
    ['evil.com', '`evil.com`'],
    ['https://github.com/acme/shop/pull/8', '`https://github.com/acme/shop/pull/8`'],
    ['https://docs.example.com@evil.example', '`https://docs.example.com@evil.example`'],
    ['https://docs.example.com.evil.example', '`https://docs.example.com.evil.example`'],
    ['https://docs.example.com%2eevil.example', '`https://docs.example.com%2eevil.example`'],
    ['[x](javascript:alert(1))', 'x (`javascript:alert(1)`)'],
    ['[x](JaVaScRiPt&colon;alert(1))', 'x (`JaVaScRiPt&colon;alert(1)`)'],
    ['[x](data:text/html;base64,AAAA)', 'x (`data:text/html;base64,AAAA`)'],
    ['- **Data:** how much?', '- **Data:** how much?'],
    ['**data:**text/html', '**`data:**text/html`'],
    ['[x](vbscript:x) [y](//evil.example)', 'x (`vbscript:x`) y (`//evil.example`)'],
    ['http&#58;//evil.example', '`http&#58;//evil.example`'],
    ['http:\\//evil.example', 'http:\\`//evil.example`'],
    ['[a]: http://evil.example', `[a]${Z}: \`http://evil.example\``],
    ['[a\nb](http://evil.example)', 'a\nb (`http://evil.example`)'],
    ['[a](\nhttp://evil.example)', `[a]${Z}(\n\`http://evil.example\`)`],
    ['` http://evil.example', '\u02cb `http://evil.example`'],
    ['\\`http://evil.example\\`', '\u02cb`http://evil.example`\u02cb'],
  ])('%j is shown and does not lead there: %j', (input, output) => {
    expect(clean(input)).toBe(output);
  });

  test('writes the address as it was understood, so that no other parser sees another host', () => {
    expect(clean('[x](https://docs.example.com\\@evil.example)')).toBe(
      '[x](https://docs.example.com/@evil.example)',
    );
  });
});

describe('code', () => {
  test.each([
    'plain words, 3 < 4, a & b, C:\\dir, e.g. this; Node.js, public.users, 10:30',
    '# Title\n\n- one\n- two `x < y` and ``a ` b``\n\n| a | b |\n|---|---|\n| 1 | `2` |\n',
    '```sql\nSELECT * FROM t WHERE a < 1; -- http://any.where [x](y) @here\n```\nafter',
    'a [citation] and [ ] task and arr[0] and [1][2]!',
  ])('leaves harmless text as it is: %j', (text) => {
    expect(clean(text)).toBe(text);
  });

  test('writes every fence as three backticks in the first column', () => {
    expect(
      clean('1. Run\n   ~~~sql title\n   SELECT 1;\n     x\n   ~~~\nhttp://evil.example'),
    ).toBe('1. Run\n```sql\nSELECT 1;\n  x\n```\n`http://evil.example`');
  });

  test('a shorter fence inside a longer one does not end it', () => {
    expect(clean('````md\n```js\n1\n```\n````\nevil.com')).toBe(
      `\`\`\`md\n\`${Z}\`${Z}\`js\n1\n\`${Z}\`${Z}\`\n\`\`\`\n\`evil.com\``,
    );
  });

  test('keeps a tag-like word visible, which a renderer would drop', () => {
    expect(clean('a Map<String> here')).toBe(`a Map<${Z}String> here`);
  });
});

const APPROVED = /https:\/\/docs\.example\.com(?![.\w@%-])(?:\/(?:(?!https?:)[^\s)\]])*)?/g;

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '[',
        ']',
        '(',
        ')',
        '!',
        '@',
        '#',
        '|',
        '`',
        '```',
        '~~~',
        '\\',
        '\n',
        '\n\n',
        ' ',
        '&lt;',
        '&#58;',
        '\r\n',

        '<!channel>',
        '<!here|x>',
        '<@U12345>',
        '<@UASKER>',
        '<#C1>',
        '@channel',
        'channel',
        '!everyone',
        '<!subteam^S1>',

        'http://evil.example/x',
        'https://',
        'evil.com',
        'docs.example.com',
        'https://docs.example.com/a',
        'javascript:x',
        '](http://evil.example)',
        '[x]',
        '//',
        'word',
        'é',
        '😀',
        '\ud83d',
        '\ude00',
        '    ',
        '> ',
        '- ',
        '*',
        '_',
        '"',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('whatever is written', () => {
  test('comes out the same, however it was cut into chunks', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.nat({ max: 6 }), { maxLength: 60 }), (text, sizes) => {
        const stream = createNeutraliser(options);
        let out = '';
        let at = 0;
        for (const size of sizes) {
          out += stream.push(text.slice(at, at + size));
          at += size;
        }
        out += stream.push(text.slice(at)) + stream.end();
        expect(out).toBe(clean(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('has no tag, no destination and no bare address that nobody approved, and is well-formed', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const out = clean(text);
        expect(out).not.toMatch(/<!(?:channel|here|everyone|subteam|date)/i);
        expect(out.replaceAll('<@UASKER>', '')).not.toMatch(/<[@#][A-Z]/);
        expect(out).not.toMatch(/\p{Surrogate}/u);
        const shown = withoutCode(out);
        expect(shown).not.toMatch(/@(?:channel|here|everyone)(?![\w-])/i);
        expect(shown).not.toMatch(/\]\((?!https:\/\/docs\.example\.com\/)/);
        expect(shown).not.toMatch(/\]:/);
        const rest = shown.replaceAll(APPROVED, '');
        expect(rest).not.toMatch(/https?:\/\/\w|(?<![\w/])evil\.(?:com|example)(?![\w-])/i);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text of two hundred thousand characters takes well under a second of work', () => {
    const started = performance.now();
    clean('a [b](http://evil.example) <!here> `c` [['.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('holding back', () => {
  test('gives out every finished word at once', () => {
    expect(held('Use a queue between them')).toBe('Use a queue between ');
  });

  test.each(['a <!', 'a `b ', 'a [b '])('does not stall for ever on %j', (start) => {
    expect(held(start + 'x '.repeat(300)).length).toBeGreaterThan(500);
  });

  test('a word comes out in a pause, and what follows does not join it', () => {
    const stream = createNeutraliser(options);
    const out = [stream.push('see evil.'), stream.pause(), stream.push('com/x now'), stream.end()];
    expect(out.join('|')).toBe(`see |evil.|${Z}com/x |now`);
    const next = createNeutraliser(options);
    expect(next.push('Wait.') + next.pause() + next.push('\n\nDone') + next.end()).toBe(
      'Wait.\n\nDone',
    );
  });

  test('an open code block is closed at the end', () => {
    expect(clean('```sql\nSELECT 1;')).toBe('```sql\nSELECT 1;\n```');
    expect(clean('```sql\n')).toBe('```sql\n```');
    expect(clean('```sql')).toBe('```sql\n```');
  });

  test('does not give out half an emoji', () => {
    const stream = createNeutraliser(options);
    expect(stream.push('ok \ud83d') + stream.push('\ude00 .')).toBe('ok 😀 ');
  });
});

/** What a Markdown reader shows as text: fences and inline code taken out. Independent of the scanner's own notion. */
function withoutCode(markdown: string): string {
  const prose: string[] = [];
  let fenced = false;
  for (const line of markdown.split('\n')) {
    if (
      /^ {0,3}```/.test(line) &&
      (fenced ? /^ {0,3}```\s*$/.test(line) : !line.slice(3).includes('`'))
    ) {
      fenced = !fenced;
    } else if (!fenced) {
      prose.push(line.replace(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, ' '));
    }
  }
  return prose.join('\n');
}
