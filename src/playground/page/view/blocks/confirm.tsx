import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Fields, isFields, plain, textOf } from '../fields.ts';
import type { OnPress } from './press.ts';

/** The element's `confirm` is asked before anything is pressed; `dialog` is where the question stands. */
export function useConfirmed(
  element: Fields,
  onPress: OnPress,
): { press: OnPress; dialog: ComponentChildren } {
  const [answer, setAnswer] = useState<((yes: boolean) => void) | null>(null);
  const { confirm } = element;
  if (!isFields(confirm)) return { press: onPress, dialog: null };
  const press: OnPress = async (pressed) => {
    const yes = await new Promise<boolean>((resolve) => setAnswer(() => resolve));
    setAnswer(null);
    return yes && (await onPress(pressed));
  };
  return { press, dialog: answer !== null && <Question of={confirm} onAnswer={answer} /> };
}

function Question({ of, onAnswer }: { of: Fields; onAnswer: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current: shown } = dialog;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const title = plain(of['title']);
  return (
    <dialog
      ref={dialog}
      class="modal confirm"
      aria-label={title}
      onCancel={(event) => (event.preventDefault(), event.stopPropagation(), onAnswer(false))}
      // Escape answers the question, and does not close the thread as well.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <h2>{title}</h2>
      <p>{plain(of['text'])}</p>
      <footer class="row-end">
        <button type="button" onClick={() => onAnswer(false)}>
          {plain(of['deny']) || 'No'}
        </button>
        <button
          type="button"
          class={textOf(of['style']) === 'danger' ? 'block-button danger' : 'primary'}
          onClick={() => onAnswer(true)}
        >
          {plain(of['confirm']) || 'Yes'}
        </button>
      </footer>
    </dialog>
  );
}
