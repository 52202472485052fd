import { useEffect, useRef } from 'preact/hooks';
import type { Block as BlockData, ViewData } from '../../slack/data.ts';
import type { World } from './app.tsx';
import { Block, isFields, list, plain, textOf } from './blocks.tsx';

/** A modal that the app opened. Its inputs are read from the form when it is submitted. */
export function ModalDialog({ world, view }: { world: World; view: ViewData }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return;
    const values: Record<string, Record<string, string>> = {};
    for (const [name, value] of new FormData(form)) {
      const [block = '', action = ''] = name.split('\u0000');
      if (typeof value === 'string') values[block] = { ...values[block], [action]: value };
    }
    world.send({ act: 'submit', as: world.me, view: view.id, values });
  };
  const close = () => world.send({ act: 'close', as: world.me, view: view.id });
  return (
    <dialog ref={dialog} class="modal" onCancel={(event) => (event.preventDefault(), close())}>
      <form onSubmit={submit}>
        <h2>{plain(view.body['title'])}</h2>
        {view.blocks.map((block, index) =>
          block.type === 'input' ? (
            <Input key={index} block={block} error={view.errors[textOf(block['block_id']) ?? '']} />
          ) : (
            <Block key={index} block={block} world={world} onClick={() => {}} />
          ),
        )}
        <div class="composer-actions">
          <button type="button" onClick={close}>
            {plain(view.body['close']) || 'Cancel'}
          </button>
          {isFields(view.body['submit']) && (
            <button type="submit" class="primary">
              {plain(view.body['submit'])}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

function Input({ block, error }: { block: BlockData; error: string | undefined }) {
  const element = isFields(block['element']) ? block['element'] : {};
  const name = `${textOf(block['block_id']) ?? ''}\u0000${textOf(element['action_id']) ?? ''}`;
  const placeholder = plain(element['placeholder']);
  return (
    <label class="input">
      {plain(block['label'])}
      {element['type'] === 'static_select' ? (
        <select name={name}>
          {block['optional'] === true && <option value="" />}
          {list(element['options']).map((option) => (
            <option key={textOf(option['value'])} value={textOf(option['value'])}>
              {plain(option['text'])}
            </option>
          ))}
        </select>
      ) : element['multiline'] === true ? (
        <textarea
          name={name}
          rows={10}
          placeholder={placeholder}
          defaultValue={textOf(element['initial_value'])}
        />
      ) : (
        <input
          name={name}
          placeholder={placeholder}
          defaultValue={textOf(element['initial_value'])}
        />
      )}
      {isFields(block['hint']) && <small>{plain(block['hint'])}</small>}
      {error !== undefined && (
        <strong class="error" role="alert">
          {error}
        </strong>
      )}
    </label>
  );
}
