import type { Recommendation } from '../../src/core/recommendation.ts';

/** A structure that holds. */
export function aRecommendation(overrides: Partial<Recommendation> = {}): Recommendation {
  return {
    title: 'How orders reach the warehouse',
    context: 'The shop calls the warehouse synchronously.',
    assumptions: ['Orders grow by 10 % a year.'],
    requirements: [{ id: 'R1', text: 'No order is lost.' }],
    options: [
      {
        name: 'Queue',
        isDoNothing: false,
        summary: 'A transactional outbox and a queue.',
        tradeOffs: [{ requirement: 'R1', effect: 'helps', why: 'An order survives an outage.' }],
      },
      {
        name: 'Do nothing',
        isDoNothing: true,
        summary: 'Keep the call.',
        tradeOffs: [{ requirement: 'R1', effect: 'hurts', why: 'An outage loses orders.' }],
      },
    ],
    decision: { option: 'Queue', why: 'No order may be lost.' },
    consequences: ['The warehouse sees orders a little later.'],
    actions: [
      {
        action: 'Move the consumers',
        impact: 'medium',
        effort: 'high',
        confidence: 'medium',
        firstStep: 'List them.',
      },
      {
        action: 'Add the outbox',
        impact: 'high',
        effort: 'low',
        confidence: 'high',
        firstStep: 'Create the table.',
      },
    ],
    risks: [{ risk: 'Duplicates', mitigation: 'Idempotent consumers.' }],
    openQuestions: ['Who owns the dead letters?'],
    revisit: { when: 'orders double' },
    sources: [],
    ...overrides,
  };
}
