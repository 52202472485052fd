import { describe, expect, test } from '@jest/globals';
import { questionsFirst } from '../../../src/consultation/ask-first/ask-first.ts';
import { statedFacts } from '../../../src/consultation/ask-first/facts.ts';
import { questionsFor } from '../../../src/consultation/ask-first/questions.ts';
import type { IncomingMessage } from '../../../src/core/message.ts';
import { aConversation, aFile, aMessage, talk } from '../builders.ts';

const design = 'Please design an order service for our web shop';

function asked(message: Partial<IncomingMessage>, beginning = {}): readonly string[] | null {
  const form = questionsFirst({
    conversation: aConversation(),
    messages: [aMessage(message)],
    requirements: [],
    ...beginning,
  });
  return form?.map(({ id }) => id) ?? null;
}

describe('facts are stated by', () => {
  test.each([
    ['We take 1,000 requests/s', ['load']],
    ['50k users a day', ['load']],
    ['a 200 GB database on Postgres', ['data', 'stack']],
    ['p95 below 300 ms, 99.9 % available', ['targets']],
    ['eventual consistency is fine, we are 4 engineers', ['consistency', 'team']],
    ['GDPR applies, for at most $500 a month', ['compliance', 'budget']],
    ['it should be good', []],
  ])('%s', (text, facts) => {
    expect([...statedFacts(text)].toSorted()).toEqual(facts.toSorted());
  });
});

describe('before an answer', () => {
  test('a design without its facts gets five questions, the most telling first', () => {
    expect(asked({ text: design })).toEqual(['load', 'data', 'targets', 'stack', 'consistency']);
  });

  test('what is stated is not asked', () => {
    expect(asked({ text: `${design} on Postgres, 200 requests/s` })).toEqual([
      'data',
      'targets',
      'consistency',
      'team',
      'compliance',
    ]);
  });

  test('what the channel remembers counts as stated', () => {
    const requirements = [{ id: 'load', label: 'Load', text: '10 requests/s' }];
    expect(asked({ text: design }, { requirements })).not.toContain('load');
  });

  test.each([
    ['a narrow question', { text: 'PUT or PATCH for a partial update of an order?' }],
    ['one who is in a hurry', { text: `${design}, quick` }],
    ['one who says to assume', { text: `${design}. Just assume the rest.` }],
    ['a file', { text: design, files: [aFile('arch.md')] }],
    ['pasted material', { text: `${design}\n\`\`\`\nA -> B\n\`\`\`` }],
    ['a command', { text: design, kind: 'schema-review' as const }],
    [
      'one who stated most',
      { text: `${design}: Postgres, 50 requests/s, 10 GB, p99 100 ms, GDPR, 3 engineers` },
    ],
  ])('%s is not asked', (_, message) => {
    expect(asked(message)).toBeNull();
  });

  test('a thread that has its first answer is not asked again', () => {
    const conversation = aConversation({ messages: talk(2) });
    expect(asked({ text: design }, { conversation })).toBeNull();
  });
});

test('each question has its default among what can be chosen, and fits a menu', () => {
  for (const { options, default: value, label } of questionsFor(new Set())) {
    expect(options).toContain(value);
    expect([label, ...options].every((text) => text.length <= 75)).toBe(true);
  }
});
