import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Action } from '../../../src/core/recommendation.ts';
import { houseRules } from '../../../src/consultation/house-contract.ts';
import { checkStructure } from '../../../src/consultation/structure/check-structure.ts';
import { prioritise } from '../../../src/consultation/structure/priority.ts';
import { recommendationSchema } from '../../../src/consultation/structure/recommend-tool.ts';
import { writeStructure } from '../../../src/consultation/structure/write-structure.ts';
import { strictSchema } from '../../../src/anthropic/strict-schema.ts';
import { aRecommendation } from '../recommendations.ts';

const ground = { today: '2026-11-22', isRead: (source: string) => source !== 'invented.md' };
const [queue, idle] = aRecommendation().options;

describe('a structure', () => {
  test('that holds together is taken', () => {
    expect(checkStructure(aRecommendation(), ground)).toEqual({
      ok: true,
      recommendation: aRecommendation(),
    });
  });

  test.each([
    ['is no structure at all', { title: 'x' }, /title/],
    ['has one option', aRecommendation({ options: [idle!] }), /options/],
    [
      'never considers to do nothing',
      aRecommendation({ options: [queue!, { ...idle!, isDoNothing: false }] }),
      /exactly one has isDoNothing true; 0 have/,
    ],
    [
      'decides for what is no option',
      aRecommendation({ decision: { option: 'Kafka', why: 'x' } }),
      /"Kafka" is none of the options/,
    ],
    ['weighs what nobody required', aRecommendation({ requirements: [] }), /weighs R1/],
    [
      'names an option twice',
      aRecommendation({ options: [queue!, idle!, { ...queue!, name: ' QUEUE' }] }),
      /"QUEUE" stands there twice/,
    ],
    [
      'wants to be revisited in the past',
      aRecommendation({ revisit: { when: 'x', by: '2026-11-22' } }),
      /is not in the future/,
    ],
    ['leans on what nobody read', aRecommendation({ sources: ['invented.md'] }), /was not read/],
    [
      'advises the same thing twice',
      aRecommendation({ actions: [aRecommendation().actions[0]!, aRecommendation().actions[0]!] }),
      /actions: "Move the consumers" stands there twice/,
    ],
  ])('that %s is turned down with the reason', (_, input, why) => {
    const checked = checkStructure(input, ground);
    expect(checked.ok ? '' : checked.complaints.join('\n')).toMatch(why);
  });

  test('has a schema that constrained decoding takes', () => {
    expect(strictSchema(recommendationSchema)).not.toBeNull();
  });

  test('is written compactly, in a form that no text of it can break', () => {
    const evil = aRecommendation({
      options: [{ ...queue!, summary: 'a | b\n\n# c' }, idle!],
      assumptions: Array.from({ length: 12 }, (_, n) => `Assumption ${n}`),
    });
    const text = writeStructure(evil);
    expect(text).toContain('| **Queue** (chosen) | a / b # c |');
    expect(text).toContain('_… and 4 more_');
    expect(text).toContain('1. **Add the outbox.** Create the table.');
    expect(text).toContain('**Revisit when** orders double');
  });

  test('holds neither keys nor recited rules: it is kept in decisions', () => {
    const key = `ghp_${'a1B2'.repeat(9)}`;
    const risks = [{ risk: `The token ${key} is public.`, mitigation: 'Rotate it.' }];
    const consequences = [houseRules.slice(300, 700)];
    const checked = checkStructure(aRecommendation({ risks, consequences }), ground);
    const kept = JSON.stringify(checked.ok ? checked.recommendation : null);
    expect(kept).toContain('The token [a key, not repeated] is public.');
    expect(kept).toContain('My own instructions stood here');
    expect(kept).not.toContain('no praise of the question');
  });

  test('tells a reason that holds for two requirements once: cells are narrow', () => {
    const same = { effect: 'helps', why: 'Events are rows.' } as const;
    const tradeOffs = [
      { requirement: 'R1', ...same },
      { requirement: 'R2', ...same },
      { requirement: 'R3', effect: 'helps' as const, why: 'It is cheap' },
    ];
    const text = writeStructure(aRecommendation({ options: [{ ...queue!, tradeOffs }, idle!] }));
    expect(text).toContain('| R1, R2: Events are rows; R3: It is cheap | – |');
  });
});

test('what is sure, big and cheap comes first; equals keep their order', () => {
  const level = fc.constantFrom('low' as const, 'medium' as const, 'high' as const);
  const action: fc.Arbitrary<Action> = fc.record({
    action: fc.string(),
    impact: level,
    effort: level,
    confidence: level,
    firstStep: fc.string(),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const priorities = prioritise(actions).map(({ priority }) => priority);
      expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
      expect(priorities.every((priority) => priority >= 1 / 6 && priority <= 3)).toBe(true);
    }),
  );
  const best = { impact: 'high', effort: 'low', confidence: 'high' } as const;
  expect(prioritise([{ ...best, action: 'a', firstStep: 'b' }])[0]?.priority).toBe(3);
});
