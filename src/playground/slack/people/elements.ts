import { z } from 'zod';
import type { Block, Json } from '../data.ts';

const element = z.looseObject({ type: z.string(), action_id: z.string() });
const holder = z.looseObject({
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
});
const feedback = z.looseObject({ value: z.string(), text: z.unknown() });

export interface ClickOptions {
  /** Where two blocks share an action id. */
  readonly blockId?: string;
  /** In place of the button's own. */
  readonly value?: string;
}

type Element = z.infer<typeof element>;

/** What `actions` of a `block_actions` payload says about the pressed element. */
export function findElement(
  blocks: readonly Block[],
  actionId: string,
  options: ClickOptions,
): Json {
  for (const block of blocks) {
    const blockId = String(block['block_id']);
    if (options.blockId !== undefined && options.blockId !== blockId) continue;
    const found = elementsOf(block).find((candidate) => candidate.action_id === actionId);
    if (found !== undefined) return { ...pressed(found, options.value), block_id: blockId };
  }
  const known = blocks.flatMap(elementsOf).map((candidate) => candidate.action_id);
  throw new Error(`no element ${actionId} here; there are: ${known.join(', ')}`);
}

function elementsOf(block: Block): Element[] {
  const { elements = [], accessory } = holder.parse(block);
  return [...elements, accessory].flatMap((candidate) => {
    const parsed = element.safeParse(candidate);
    return parsed.success ? [parsed.data] : [];
  });
}

function pressed(found: Element, value: string | undefined): Json {
  const { type, action_id } = found;
  switch (type) {
    case 'feedback_buttons': {
      const buttons = [found['positive_button'], found['negative_button']].map((b) =>
        feedback.parse(b),
      );
      const chosen = buttons.find((button) => button.value === value) ?? buttons[0];
      return { type, action_id, value: chosen?.value, text: chosen?.text };
    }
    case 'static_select':
      return { type, action_id, selected_option: { value } };
    default:
      return { type, action_id, text: found['text'], value: value ?? found['value'] };
  }
}
