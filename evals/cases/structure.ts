import type { Recommendation } from '../../src/core/recommendation.ts';
import { aRecommendation } from '../../tests/consultation/recommendations.ts';
import { type Step, toolUse } from '../../tests/support/model/script.ts';

/** The scripted model hands a structure over. One action: two would be drawn, in a process of its own. */
export function handOver(overrides: Partial<Recommendation> = {}): Step {
  const { actions } = aRecommendation();
  return toolUse('recommend', aRecommendation({ actions: actions.slice(0, 1), ...overrides }));
}
