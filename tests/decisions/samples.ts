import type { Recommendation } from '../../src/core/recommendation.ts';

export function aRecommendation(over: Partial<Recommendation> = {}): Recommendation {
  return {
    title: 'Publish order events through an outbox',
    context: 'Orders publish events to Kafka after the commit, and lose some on a crash.',
    assumptions: ['500 orders/s at the peak'],
    requirements: [{ id: 'R1', text: 'no event may be lost' }],
    options: [
      {
        name: 'Outbox table',
        isDoNothing: false,
        summary: 'Write the event in the same transaction.',
        tradeOffs: [{ requirement: 'R1', effect: 'helps', why: 'one transaction holds both' }],
      },
      {
        name: 'Leave it',
        isDoNothing: true,
        summary: 'Publish after the commit.',
        tradeOffs: [{ requirement: 'R1', effect: 'hurts', why: 'events are lost on a crash' }],
      },
    ],
    decision: { option: 'Outbox table', why: 'it commits with the order' },
    consequences: ['A relay has to run.'],
    actions: [
      {
        action: 'Add the outbox table',
        impact: 'high',
        effort: 'low',
        confidence: 'high',
        firstStep: 'write the migration',
      },
    ],
    risks: [{ risk: 'The table grows', mitigation: 'delete what was published' }],
    openQuestions: ['Who owns the relay?'],
    revisit: { when: 'more than 5,000 events/s', by: '2027-06-01' },
    sources: ['orders.sql'],
    ...over,
  };
}
