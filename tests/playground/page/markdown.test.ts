import { describe, expect, test } from '@jest/globals';
import { renderMrkdwn } from '../../../src/playground/page/markdown.ts';

const render = (text: string) => renderMrkdwn(text, (id) => id.toLowerCase()).trim();

describe("Slack's mrkdwn", () => {
  test('knows no headings and rules, in a quote neither', () => {
    expect(render('# a')).toBe('<p># a</p>');
    expect(render('a\n---')).toContain('---');
    for (const quote of ['> ', '&gt; ', '>']) {
      expect(render(`${quote}# Team`)).toBe('<blockquote>\n<p># Team</p>\n</blockquote>');
    }
  });

  test('names people, rooms and moments', () => {
    expect(render('<@U1> in <#C1|general>')).toBe(
      '<p><span class="mention">@u1</span> in <span class="mention">#general</span></p>',
    );
    expect(render('<!date^0^{era}|never> <!date^0^{date_num}^https://a.example|x>')).toMatch(
      /^<p>\{era\} \d{4}-\d\d-\d\d<\/p>$/,
    );
  });

  test('is text: what looks like markup of a page is none', () => {
    expect(render('&lt;img src=x&gt; *bold*')).toBe(
      '<p>&lt;img src=x&gt; <strong>bold</strong></p>',
    );
  });
});
