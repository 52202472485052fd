import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAgentFile } from '../../src/agents/agent-file.ts';

const awkward = fc.constantFrom(
  ': ',
  ' # ',
  '"',
  "'",
  '*',
  '&',
  '!',
  '[',
  '{',
  '- ',
  '>',
  '|',
  '%',
  '@',
  '`',
  '?',
  '\n',
  '\n\n',
  '\n  ',
  '\t',
  '<example>',
  '</example>',
  'user: ',
  '\\"',
  'name',
  '\u00A0',
  'é',
  '設計',
  ',',
);
const word = fc.stringMatching(/^[a-z]{2,12}$/);
const opening = fc.constantFrom('', '', '"', "'", '>', '|', '- ', '[', '&', '? ');
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, awkward), { minLength: 1, maxLength: 25 })
  .map((parts) => parts.join(' '))
  .chain((rest) => opening.map((first) => first + rest));

describe('any file', () => {
  test('never makes the loader throw', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.oneof(text, fc.constantFrom('---', '---js', '```', '...', 'name: x')), {
          maxLength: 12,
        })
        .map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(noise, (source) => {
        expect(['agent', 'skipped', 'failed']).toContain(parseAgentFile(source, 'a.md').kind);
      }),
      { numRuns: 800 },
    );
  });

  test('with a name and a description loads, and keeps each longer word of the description', () => {
    fc.assert(
      fc.property(word, text, fc.boolean(), (name, description, nameFirst) => {
        fc.pre(
          /[\p{L}]/u.test(description) &&
            // Behind a quoted text or a block's header, a number sign does begin a comment.
            !/^\s*[|>"'][\s\S]*#/.test(description) &&
            !/^\s*(?:null|~)\s*$/.test(description) &&
            !/\n\s*name\s*:/.test(description),
        );
        const lines = [`name: "${name}"`, `description: ${description}`];
        if (!nameFirst) lines.reverse();
        const parsed = parseAgentFile(`---\n${lines.join('\n')}\n---\nPrompt.\n`, 'file.md');
        expect(parsed).toMatchObject({ kind: 'agent', agent: { id: name, prompt: 'Prompt.' } });
        const kept = parsed.kind === 'agent' ? parsed.agent.description : '';
        const lost = (description.match(/[a-z]{5,}/g) ?? []).filter((each) => !kept.includes(each));
        expect(lost).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });
});
