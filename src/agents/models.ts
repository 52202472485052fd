import type { Field } from './fields.ts';
import { textOf } from './texts.ts';

/** The model a file asks for, as it says it, with a warning where that is none we know by its looks. */
export function modelOf(field: Field | undefined): {
  readonly model: string | null;
  readonly warnings: readonly string[];
} {
  const model = textOf(field);
  if (model === null || /^(?:inherit|sonnet|opus|haiku|fable)(?:\[1m\])?$|^claude-/i.test(model)) {
    return { model, warnings: [] };
  }
  return {
    model,
    warnings: [
      `the model "${model.slice(0, 60)}" is none that I know; it is asked for as it stands`,
    ],
  };
}
