import type { Diagrams } from '../../review/diagram/diagrams.ts';
import type { DrawPriorities } from '../consultation.ts';

/** The picture beside the list: impact against effort, numbered in the order in which to act. */
export function createDrawPriorities(diagrams: Pick<Diagrams, 'priorities'>): DrawPriorities {
  return async (actions, signal) => {
    const items = actions.map(({ action, impact, effort, priority }) => {
      return { action, impact, effort, priority: priority.toFixed(1) };
    });
    const drawn = await diagrams.priorities(items, signal);
    signal.throwIfAborted();
    if (!drawn.ok) return null;
    return { name: 'priorities.png', title: 'Impact × effort', content: drawn.png, alt: drawn.alt };
  };
}
