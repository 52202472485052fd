import { useRef } from 'preact/hooks';
import type { DraftState } from '../draft.ts';
import { Icon, IconButton } from './icon.tsx';

export interface SamplesSwitch {
  readonly shown: boolean;
  readonly toggle: () => void;
}

/** The buttons under the text. */
export function ComposerBar(props: {
  state: DraftState;
  mention: string;
  samples: SamplesSwitch | undefined;
}) {
  const { state, mention, samples } = props;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div class="composer-bar">
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          void state.take([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <IconButton icon="clip" label="Attach files" onClick={() => picker.current?.click()} />
      <IconButton icon="at" label="Mention the app" onClick={() => state.insert(mention)} />
      {samples !== undefined && (
        <IconButton
          icon="bulb"
          label="Sample questions"
          pressed={samples.shown}
          onClick={samples.toggle}
        />
      )}
      <span class="hint">
        <kbd>Enter</kbd> sends · <kbd>Shift</kbd> <kbd>Enter</kbd> breaks the line
      </span>
      <button type="submit" class="send" aria-label="Send" title="Send" disabled={state.isEmpty}>
        <Icon name="send" />
      </button>
    </div>
  );
}
