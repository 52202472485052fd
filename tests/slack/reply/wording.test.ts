import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { whole } from '../../../src/slack/reply/wording.ts';
import { neutralise } from '../../../src/slack/text/neutralise.ts';

const options = { isApproved: () => false, isKnownUser: (id: string) => id === 'U1' };
const tags = ['<', '>', '!here', '@U2', '!channel', '#C1', '|x', 'https://evil.example/a', '&lt;'];
const pieces = [...tags, '`', '```\n', '*', '**', '#', '## ', '\\', '\n', ' ', 'word', '](', '['];

const textOf = (model: string) => whole(neutralise(model, options)).text;

describe('the text beside the blocks', () => {
  test('holds the answer, not only its first words, without the marks of headings and weight', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `- step **${at}**`).join('\n');
    expect(textOf(`## Plan\n\n${lines}`)).toBe(`Plan\n\n${lines.replaceAll('**', '')}`);
  });

  test('stays below what an edit takes, and closes the code that it cuts', () => {
    const text = textOf(`\`\`\`sql\n${'select 1; -- https://evil.example/x\n'.repeat(500)}\`\`\``);
    expect(text.length).toBeGreaterThan(2_000);
    expect(text.length).toBeLessThanOrEqual(3_000);
    expect(text).toMatch(/\n```$/);
  });

  test('names the person who asked, and nobody else', () => {
    expect(textOf('<@U1>: ask <@U2>')).toMatch(/^<@U1>: ask @\S?U2$/);
  });

  test('says something where there is no word', () => {
    expect(whole('').text).toBe('An answer');
  });

  test('calls nobody and links nothing, whatever the answer was made of', () => {
    const piece = fc.constantFrom(...pieces);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        expect(textOf(parts.join(''))).not.toMatch(/<(?!@U1>)/);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['<*!here>', '<*@U2>', '<**!channel>', '`<https://evil.example/x|y>`'])(
    'takes no mark away that held %s back',
    (model) => expect(textOf(model)).not.toMatch(/<[!@h]/),
  );
});
