import { z } from 'zod';
import type { Json } from '../data.ts';
import type { MessageRef } from './stage.ts';

/** What each person has chosen in the menus of a message. Slack sends it along with whatever is pressed there next. */
export class Choices {
  readonly #made = new Map<string, Map<string, Json>>();

  /** Remembers a choice in a menu; a button is none. */
  make(person: string, message: MessageRef, action: Json): void {
    const { block_id: block, action_id: id, type, selected_option: selected } = action;
    if (type !== 'static_select') return;
    const key = keyOf(person, message);
    const made = this.#made.get(key) ?? new Map<string, Json>();
    made.set(JSON.stringify([block, id]), { type, selected_option: selected });
    this.#made.set(key, made);
  }

  /** `state.values` of a `block_actions` payload: block id → action id → what is chosen. */
  values(person: string, message: MessageRef): Json {
    const values: Record<string, Record<string, Json>> = {};
    for (const [place, chosen] of this.#made.get(keyOf(person, message)) ?? []) {
      const [block, id] = z.tuple([z.string(), z.string()]).parse(JSON.parse(place));
      values[block] = { ...values[block], [id]: chosen };
    }
    return values;
  }
}

function keyOf(person: string, { channel, ts }: MessageRef): string {
  return `${person}:${channel}:${ts}`;
}
