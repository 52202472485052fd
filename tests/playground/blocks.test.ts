import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, checkViewBlocks } from '../../src/playground/slack/api/blocks.ts';
import { Refusal } from '../../src/playground/slack/api/refusal.ts';

function ids(): () => string {
  let next = 0;
  return () => `b${next++}`;
}

function verdict(blocks: unknown): { code: string; reason: string } {
  try {
    checkBlocks(blocks, ids());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [reason = ''] = Array.isArray(error.extra['errors']) ? error.extra['errors'] : [];
    return { code: error.code, reason: String(reason) };
  }
  return { code: 'ok', reason: '' };
}

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const button = (extra = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...extra });
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));
const feedback = (text: string) => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'f',
      positive_button: { text: plain(text), value: 'up' },
      negative_button: { text: plain('Bad'), value: 'down' },
    },
  ],
});

const section = (length: number) => ({ type: 'section', text: mrkdwn('x'.repeat(length)) });

describe('the blocks of a message', () => {
  it('get ids where they have none', () => {
    const blocks = checkBlocks([{ type: 'divider' }, { type: 'divider', block_id: 'mine' }], ids());
    expect(blocks.map((block) => block['block_id'])).toEqual(['b0', 'mine']);
  });

  it.each([
    ['50 blocks', many(50, () => ({ type: 'divider' }))],
    ['a section of 3,000', [{ type: 'section', text: mrkdwn('x'.repeat(3_000)) }]],
    ['a header of 150', [{ type: 'header', text: plain('x'.repeat(150)) }]],
    ['10 context elements', [{ type: 'context', elements: many(10, () => mrkdwn('x')) }]],
    ['25 buttons', [{ type: 'actions', elements: many(25, () => button()) }]],
    ['a value of 2,000', [{ type: 'actions', elements: [button({ value: 'x'.repeat(2_000) })] }]],
    ['12,000 of markdown', many(2, () => ({ type: 'markdown', text: 'x'.repeat(6_000) }))],
    ['feedback of 75', [feedback('x'.repeat(75))]],
  ])('may be %s', (_what, blocks) => {
    expect(verdict(blocks).code).toBe('ok');
  });

  it.each([
    ['51 blocks', many(51, () => ({ type: 'divider' })), 'no more than 50 items'],
    [
      'a section of 3,001',
      [{ type: 'section', text: mrkdwn('x'.repeat(3_001)) }],
      '/blocks/0/text/text',
    ],
    ['an empty section', [{ type: 'section', text: mrkdwn('') }], 'more than 0 characters'],
    ['a section without text', [{ type: 'section' }], 'missing required field'],
    ['a header of 151', [{ type: 'header', text: plain('x'.repeat(151)) }], 'less than 151'],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('x') }], '/blocks/0/text/type'],
    [
      '11 context elements',
      [{ type: 'context', elements: many(11, () => mrkdwn('x')) }],
      'no more than 10',
    ],
    ['26 buttons', [{ type: 'actions', elements: many(26, () => button()) }], 'no more than 25'],
    [
      'a value of 2,001',
      [{ type: 'actions', elements: [button({ value: 'x'.repeat(2_001) })] }],
      '/elements/0',
    ],
    [
      '12,001 of markdown',
      many(2, (i) => ({ type: 'markdown', text: 'x'.repeat(6_000 + i) })),
      'less than 12001',
    ],
    ['feedback of 76', [feedback('x'.repeat(76))], '/elements/0'],
    ['an unknown type', [{ type: 'hologram' }], 'unsupported type: hologram'],
    ['an inherited name as a type', [{ type: 'constructor' }], 'unsupported type'],
    ['one id twice', many(2, () => ({ type: 'divider', block_id: 'x' })), 'already exists'],
  ])('may not be %s', (_what, blocks, reason) => {
    const { code, reason: said } = verdict(blocks);
    expect(code).toBe('invalid_blocks');
    expect(said).toContain(reason);
  });

  it('hold no more than 13,202 characters together', () => {
    const four = many(4, () => section(3_000));
    expect(verdict([...four, section(1_202)]).code).toBe('ok');
    expect(verdict([...four, section(1_203)]).code).toBe('msg_blocks_too_long');
  });

  it('are refused or taken, whatever they are, and never break the check', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof verdict(value).code).toBe('string');
      }),
    );
  });
});

describe('the blocks of a view', () => {
  it('may be 100', () => {
    expect(
      checkViewBlocks(
        many(100, () => ({ type: 'divider' })),
        ids(),
      ),
    ).toHaveLength(100);
    expect(() =>
      checkViewBlocks(
        many(101, () => ({ type: 'divider' })),
        ids(),
      ),
    ).toThrow('invalid_blocks');
  });
});
