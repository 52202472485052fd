import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ViewData } from '../../slack/data.ts';
import { valuesOf } from '../form-values.ts';
import type { World } from '../world.ts';
import { Block } from './blocks/block.tsx';
import type { OnPress } from './blocks/press.ts';
import { isFields, plain, textOf } from './fields.ts';
import { IconButton } from './icon.tsx';
import { ModalInput } from './modal-input.tsx';

/** A modal that the app opened. Its inputs are read from the form when it is submitted. */
export function ModalDialog({ world, view }: { world: World; view: ViewData }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => {
    const { current: shown } = dialog;
    shown?.showModal();
    // What is only to be read is scrolled with the keyboard.
    const first = shown?.querySelector<HTMLElement>('textarea, input, select');
    (first ?? shown?.querySelector<HTMLElement>('.modal-body'))?.focus();
    // Gives the focus back to where it was.
    return () => shown?.close();
  }, []);
  const { me, send, snapshot } = world;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    setBusy(true);
    await send({ act: 'submit', as: me, view: view.id, values: await valuesOf(form) });
    setBusy(false);
  };
  const close = () => void send({ act: 'close', as: me, view: view.id });
  const onPress: OnPress = async (press) => {
    const form = dialog.current?.querySelector('form');
    const values = form instanceof HTMLFormElement ? await valuesOf(form) : {};
    return await send({ act: 'click-view', as: me, view: view.id, values, ...press });
  };
  const title = plain(view.body['title']);
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-label={title}
      onCancel={(event) => (event.preventDefault(), close())}
    >
      <form onSubmit={(event) => void submit(event)}>
        <header>
          <h2>{title}</h2>
          <IconButton icon="close" label="Close the form" onClick={close} />
        </header>
        <div class="modal-body" tabindex={0} role="group" aria-label="What it says">
          {view.blocks.map((block, index) =>
            block.type === 'input' ? (
              <ModalInput
                key={index}
                block={block}
                snapshot={snapshot}
                error={view.errors[textOf(block['block_id']) ?? '']}
              />
            ) : (
              <Block key={index} block={block} snapshot={snapshot} onPress={onPress} />
            ),
          )}
        </div>
        <footer class="row-end">
          <button type="button" onClick={close}>
            {plain(view.body['close']) || 'Cancel'}
          </button>
          {isFields(view.body['submit']) && (
            <button type="submit" class="primary" aria-busy={busy} disabled={busy}>
              {plain(view.body['submit'])}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
