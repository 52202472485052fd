import { z } from 'zod';
import type { Block, Json } from '../data.ts';
import { entered, type Entry } from './entered.ts';

const element = z.looseObject({ type: z.string(), action_id: z.string() });
const holder = z.looseObject({
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
  /** Of an input block. */
  element: z.unknown().optional(),
});
const feedback = z.looseObject({ value: z.string(), text: z.unknown() });

export interface ClickOptions {
  /** Where two blocks share an action id. */
  readonly blockId?: string;
  /** What was chosen, or a value in place of the button's own. */
  readonly value?: Entry;
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
  const { elements = [], accessory, element: input } = holder.parse(block);
  return [...elements, accessory, input].flatMap((candidate) => {
    const parsed = element.safeParse(candidate);
    return parsed.success ? [parsed.data] : [];
  });
}

function pressed(found: Element, value: Entry | undefined): Json {
  const { type, action_id } = found;
  switch (type) {
    case 'feedback_buttons': {
      const buttons = [found['positive_button'], found['negative_button']].map((b) =>
        feedback.parse(b),
      );
      const chosen = buttons.find((button) => button.value === value) ?? buttons[0];
      return { type, action_id, value: chosen?.value, text: chosen?.text };
    }
    case 'button':
      return { type, action_id, text: found['text'], value: value ?? found['value'] };
    default:
      return { type, action_id, ...entered(found, value) };
  }
}
