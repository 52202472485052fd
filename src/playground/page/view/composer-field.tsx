import type { RefObject } from 'preact';
import type { DraftState } from '../draft.ts';

interface FieldProps {
  readonly state: DraftState;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly placeholder: string;
  /** The list of completions, which the field speaks for. */
  readonly listId: string;
  readonly onSubmit: () => void;
  readonly onEditLast: (() => void) | undefined;
}

/** The text. Enter sends, Shift+Enter breaks the line; while a name is written, the keys choose among names. */
export function ComposerField(props: FieldProps) {
  const { state, field, label, placeholder, listId } = props;
  const { draft, chosen, completion } = state;
  const isOpen = completion !== null && chosen !== undefined;
  return (
    <textarea
      ref={field}
      aria-label={label}
      placeholder={placeholder}
      aria-autocomplete="list"
      aria-haspopup="listbox"
      aria-controls={isOpen ? listId : undefined}
      aria-activedescendant={isOpen ? `${listId}-${chosen.insert}` : undefined}
      rows={Math.min(14, draft.text.split('\n').length)}
      value={draft.text}
      onInput={({ currentTarget: at }) => state.type(at.value, at.selectionStart)}
      onSelect={({ currentTarget: at }) => state.moveCaret(at.selectionStart)}
      onPaste={(event) => {
        if (!event.clipboardData?.files.length) return;
        event.preventDefault();
        void state.take(event.clipboardData.files);
      }}
      onBlur={state.dismiss}
      onKeyDown={(event) => {
        if (event.isComposing || !took(event, props)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

/** Whether the key meant something to us. */
function took({ key, shiftKey }: KeyboardEvent, props: FieldProps): boolean {
  const { state, onSubmit, onEditLast } = props;
  if (state.completion !== null && state.chosen !== undefined) {
    if (key === 'ArrowDown') state.step(1);
    else if (key === 'ArrowUp') state.step(-1);
    else if (key === 'Enter' || key === 'Tab') state.choose(state.chosen);
    else if (key === 'Escape') state.dismiss();
    else return false;
    return true;
  }
  if (key === 'Enter' && !shiftKey) {
    onSubmit();
    return true;
  }
  if (key !== 'ArrowUp' || state.draft.text !== '' || onEditLast === undefined) return false;
  onEditLast();
  return true;
}
