import { z } from 'zod';
import type { Json } from '../data.ts';

/**
 * What each person has chosen in the elements of a message or a view. Slack sends it along with whatever is pressed
 * there next.
 */
export class Choices {
  readonly #made = new Map<string, Map<string, Json>>();

  /** Remembers a choice; a button is none. `where` names the message or the view. */
  make(person: string, where: string, action: Json): void {
    const { block_id: block, action_id: id, ...chosen } = action;
    if (STATELESS.includes(String(action['type']))) return;
    const key = `${person}:${where}`;
    const made = this.#made.get(key) ?? new Map<string, Json>();
    made.set(JSON.stringify([block, id]), chosen);
    this.#made.set(key, made);
  }

  /** `state.values` of a `block_actions` payload: block id → action id → what is chosen. */
  values(person: string, where: string): Record<string, Record<string, Json>> {
    const values: Record<string, Record<string, Json>> = {};
    for (const [place, chosen] of this.#made.get(`${person}:${where}`) ?? []) {
      const [block, id] = z.tuple([z.string(), z.string()]).parse(JSON.parse(place));
      values[block] = { ...values[block], [id]: chosen };
    }
    return values;
  }
}

const STATELESS = ['button', 'overflow', 'feedback_buttons', 'icon_button', 'workflow_button'];
