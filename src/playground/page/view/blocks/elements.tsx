import { useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import { type Fields, fieldsOf, isFields, list, plain, textOf } from '../fields.ts';
import type { OnPress } from './press.ts';

interface Pressable {
  readonly element: Fields;
  readonly blockId: string | undefined;
  readonly onPress: OnPress;
}

/** What stands in an `actions` block or beside a section. */
export function Element({ element, blockId, onPress }: Pressable) {
  switch (element['type']) {
    case 'button':
      return <Button element={element} blockId={blockId} onPress={onPress} />;
    case 'image':
      return <Picture of={element} />;
    case 'static_select':
    case 'overflow':
    case 'radio_buttons':
      return <Select element={element} blockId={blockId} onPress={onPress} />;
    default:
      return <span class="unknown-block">({textOf(element['type'])}: not drawn here)</span>;
  }
}

function Button({ element, blockId, onPress }: Pressable) {
  const [busy, setBusy] = useState(false);
  const url = textOf(element['url']);
  const press = async () => {
    if (url !== undefined) window.open(url, '_blank', 'noopener');
    setBusy(true);
    await onPress({
      actionId: textOf(element['action_id']) ?? '',
      blockId,
      value: textOf(element['value']),
    });
    setBusy(false);
  };
  return (
    <button
      type="button"
      class={`block-button ${textOf(element['style']) ?? ''}`}
      aria-busy={busy}
      aria-label={textOf(element['accessibility_label'])}
      onClick={() => void press()}
    >
      {plain(element['text'])}
    </button>
  );
}

function Select({ element, blockId, onPress }: Pressable) {
  const [chosen, setChosen] = useState(textOf(fieldsOf(element['initial_option'])['value']) ?? '');
  const placeholder = plain(element['placeholder']) || 'Choose…';
  return (
    <select
      class="block-select"
      aria-label={placeholder}
      value={chosen}
      onChange={({ currentTarget }) => {
        setChosen(currentTarget.value);
        void onPress({
          actionId: textOf(element['action_id']) ?? '',
          blockId,
          value: currentTarget.value,
        });
      }}
    >
      <option value="" disabled>
        {placeholder}
      </option>
      {optionsOf(element).map((option) => (
        <option key={textOf(option['value'])} value={textOf(option['value'])}>
          {plain(option['text'])}
        </option>
      ))}
    </select>
  );
}

export function optionsOf(element: Fields): readonly Fields[] {
  const groups = list(element['option_groups']).flatMap((group) => list(group['options']));
  return [...list(element['options']), ...groups];
}

/** The thumbs under an answer. The last one pressed stays marked, as in Slack. */
export function Feedback({ element, blockId, onPress }: Pressable) {
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

/** Pictures come from this machine only; of others one sees what they are said to show. */
export function Picture({ of }: { of: Fields }) {
  const url = textOf(of['image_url']) ?? '';
  const alt = textOf(of['alt_text']) ?? '';
  if (!url.startsWith('data:image/')) return <span class="unknown-block">[{alt || 'image'}]</span>;
  return <img class="picture" src={url} alt={alt} />;
}
