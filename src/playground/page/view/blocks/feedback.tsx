import { useState } from 'preact/hooks';
import { isFields, plain, textOf } from '../fields.ts';
import { Icon } from '../icon.tsx';
import type { Pressable } from './menus.tsx';

/** The thumbs under an answer. The last one pressed stays marked, as in Slack. */
export function Feedback({ element, blockId, onPress }: Omit<Pressable, 'snapshot'>) {
  const [given, setGiven] = useState<number | null>(null);
  const buttons = [element['positive_button'], element['negative_button']].filter(isFields);
  const press = async (index: number, value: string | undefined) => {
    setGiven(index);
    const taken = await onPress({ actionId: textOf(element['action_id']) ?? '', blockId, value });
    if (!taken) setGiven(null);
  };
  return (
    <>
      {buttons.map((button, index) => {
        const name = textOf(button['accessibility_label']) ?? plain(button['text']);
        return (
          <button
            key={index}
            type="button"
            class="feedback"
            aria-label={name}
            title={name}
            aria-pressed={given === index}
            onClick={() => void press(index, textOf(button['value']))}
          >
            <Icon name={index === 0 ? 'up' : 'down'} />
          </button>
        );
      })}
    </>
  );
}
