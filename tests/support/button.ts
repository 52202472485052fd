import { z } from 'zod';
import type { ShownMessage } from '../../src/playground/slack/shown.ts';

const buttons = z.array(z.looseObject({ action_id: z.string() }).catch({ action_id: '' }));

/** The action id of the button below a message that says this; null where there is none. */
export function buttonCalled(
  label: string,
  { blocks }: Pick<ShownMessage, 'blocks'>,
): string | null {
  const actions = blocks.filter(({ type }) => type === 'actions');
  const all = actions.flatMap(({ elements }) => buttons.parse(elements));
  const found = all.find((button) => JSON.stringify(button).includes(JSON.stringify(label)));
  return found?.action_id ?? null;
}
