import type { Action, Level } from '../../core/recommendation.ts';

export interface PrioritisedAction extends Action {
  /** impact × confidence / effort: 0.17 to 3. */
  readonly priority: number;
}

/**
 * Weights: impact and effort 1, 2, 3; confidence 1/2, 3/4, 1. So a sure, big, cheap step is 3, and one that is none of it
 * a sixth. Coarse on purpose: three levels are all that a chat can justify.
 */
const weight: Readonly<Record<Level, number>> = { low: 1, medium: 2, high: 3 };
const sureness: Readonly<Record<Level, number>> = { low: 0.5, medium: 0.75, high: 1 };

/** What to do first stands first; equals keep the order in which they were given. */
export function prioritise(actions: readonly Action[]): readonly PrioritisedAction[] {
  return actions
    .map((action) => ({ ...action, priority: priorityOf(action) }))
    .toSorted((a, b) => b.priority - a.priority);
}

function priorityOf({ impact, confidence, effort }: Action): number {
  return (weight[impact] * sureness[confidence]) / weight[effort];
}
