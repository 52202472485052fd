import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Snapshot } from '../../../slack/data.ts';
import type { Entry } from '../../../wire.ts';
import { type Fields, plain, textOf } from '../fields.ts';
import { useConfirmed } from './confirm.tsx';
import { OptionList, TickText } from './option-list.tsx';
import { initialOf, optionsOf, pickedBy, pickerOf } from './options.ts';
import type { OnPress } from './press.ts';

export interface Pressable {
  readonly element: Fields;
  readonly blockId: string | undefined;
  readonly snapshot: Snapshot;
  readonly onPress: OnPress;
}

/** Says the element's ids along with what was chosen in it. */
function useChoosing({ element, blockId, onPress }: Pressable) {
  const { press, dialog } = useConfirmed(element, onPress);
  const actionId = textOf(element['action_id']) ?? '';
  return { dialog, choose: (value: Entry) => press({ actionId, blockId, value }) };
}

/**
 * The form that a choice opened is gone, sent or not: the menu forgets the choice, or nobody could make the same one
 * again. Returns what to call when something is chosen.
 */
function useAfterForm(snapshot: Snapshot, forget: () => void): () => void {
  const isOpen = snapshot.views.some(({ kind, open }) => kind === 'modal' && open);
  const chosenAt = useRef(-Infinity);
  const isItsForm = useRef(false);
  useEffect(() => {
    if (isOpen) isItsForm.current = performance.now() - chosenAt.current < FORM_FOLLOWS_MS;
    else if (isItsForm.current) {
      isItsForm.current = false;
      forget();
    }
  }, [isOpen]);
  return () => void (chosenAt.current = performance.now());
}

/** An app may open a form for three seconds after the act. */
const FORM_FOLLOWS_MS = 4_000;

/** One of several. An overflow menu forgets what was chosen; it is a menu of buttons. */
export function Select(props: Pressable) {
  const { element, snapshot } = props;
  const initial = initialOf(element)[0] ?? '';
  const [chosen, setChosen] = useState(initial);
  const noteChoice = useAfterForm(snapshot, () => setChosen(initial));
  const onPress: OnPress = (press) => {
    noteChoice();
    return props.onPress(press);
  };
  const { choose, dialog } = useChoosing({ ...props, onPress });
  const isOverflow = element['type'] === 'overflow';
  const placeholder = isOverflow ? 'More' : plain(element['placeholder']) || 'Choose…';
  const change = async (value: string) => {
    setChosen(value);
    const taken = await choose(value);
    if (isOverflow || !taken) setChosen(initial);
  };
  return (
    <>
      <select
        class={isOverflow ? 'block-select overflow' : 'block-select'}
        aria-label={placeholder}
        title={placeholder}
        value={chosen}
        onKeyDown={openFirst}
        onChange={({ currentTarget }) => void change(currentTarget.value)}
      >
        <option value="" disabled>
          {isOverflow ? '⋯' : placeholder}
        </option>
        <OptionList element={element} snapshot={snapshot} />
      </select>
      {dialog}
    </>
  );
}

/**
 * In a closed menu a browser takes each arrow and letter for a choice, which the app would hear of at once: nobody
 * could walk to the third option without choosing the first two.
 */
function openFirst(event: TargetedKeyboardEvent<HTMLSelectElement>): void {
  const { key, ctrlKey, metaKey, altKey, currentTarget } = event;
  const chooses = /^(?:Arrow|Page|Home|End)/.test(key) || (key.length === 1 && key !== ' ');
  if (!chooses || ctrlKey || metaKey || altKey || !('showPicker' in currentTarget)) return;
  event.preventDefault();
  currentTarget.showPicker();
}

/** Radio buttons, checkboxes, and menus that take several. */
export function Ticks(props: Pressable) {
  const { element, snapshot, blockId } = props;
  const [chosen, setChosen] = useState(initialOf(element));
  const { choose, dialog } = useChoosing(props);
  const isRadio = element['type'] === 'radio_buttons';
  const change = (value: string, isOn: boolean) => {
    const others = isRadio ? [] : chosen.filter((other) => other !== value);
    const next = isOn ? [...others, value] : others;
    setChosen(next);
    void choose(isRadio ? value : next);
  };
  const ticks = (
    <div class="ticks" role="group" aria-label={plain(element['placeholder']) || 'Options'}>
      {optionsOf(element, snapshot).map((option) => (
        <label key={option.value} class="tick">
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={`${blockId}-${textOf(element['action_id'])}`}
            checked={chosen.includes(option.value)}
            onChange={({ currentTarget }) => change(option.value, currentTarget.checked)}
          />
          <TickText option={option} snapshot={snapshot} />
        </label>
      ))}
      {dialog}
    </div>
  );
  if (!String(element['type']).startsWith('multi_')) return ticks;
  return (
    <details class="many">
      <summary class="block-select">
        {chosen.length === 0
          ? plain(element['placeholder']) || 'Choose…'
          : `${chosen.length} chosen`}
      </summary>
      {ticks}
    </details>
  );
}

export function Picker(props: Pressable) {
  const { element } = props;
  const { choose, dialog } = useChoosing(props);
  const type = pickerOf(element) ?? 'date';
  return (
    <>
      <input
        class="block-select"
        type={type}
        aria-label={plain(element['placeholder']) || (type === 'time' ? 'Time' : 'Date')}
        defaultValue={initialOf(element)[0] ?? ''}
        onChange={({ currentTarget }) => void choose(pickedBy(type, currentTarget.value))}
      />
      {dialog}
    </>
  );
}
