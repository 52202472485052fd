import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageData } from '../../slack/data.ts';
import { personOf, type World } from '../world.ts';

/** A message being rewritten by its author. Enter saves, Escape leaves it as it was. */
export function Editing(props: { world: World; message: MessageData; onDone: () => void }) {
  const { world, message, onDone } = props;
  const { snapshot, me, send } = world;
  const [text, setText] = useState(() =>
    message.text
      .replace(/<@([A-Z0-9]+)>/g, (_, id: string) => `@${personOf(snapshot, id)?.name ?? id}`)
      .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = async () => {
    const { channel, ts } = message;
    if (text.trim() === '') return;
    if (await send({ act: 'edit', as: me, channel, ts, text })) onDone();
  };
  return (
    <form class="editing" onSubmit={(event) => (event.preventDefault(), void save())}>
      <textarea
        ref={field}
        aria-label="Edit the message"
        rows={Math.min(12, text.split('\n').length + 1)}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div class="row-end">
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" class="primary">
          Save
        </button>
      </div>
    </form>
  );
}
