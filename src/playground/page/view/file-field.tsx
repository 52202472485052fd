import { useRef, useState } from 'preact/hooks';
import type { Fields } from './fields.ts';
import { Icon, IconButton } from './icon.tsx';

interface FileFieldProps {
  readonly element: Fields;
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-describedby': string;
}

/** `file_input`: picked or dropped, of the types and as many as the app takes. */
export function FileField({ element, ...field }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  const [dragging, setDragging] = useState(false);
  const most = typeof element['max_files'] === 'number' ? element['max_files'] : MOST;
  const types = typesOf(element);
  const put = (files: readonly File[]) => {
    const { current: at } = input;
    if (at === null) return;
    // The form sends what stands in the browser's own field, which takes files in this wrapping only.
    const wrapped = new DataTransfer();
    for (const file of files.slice(0, most)) wrapped.items.add(file);
    at.files = wrapped.files;
    setNames([...at.files].map(({ name }) => name));
  };
  const held = () => [...(input.current?.files ?? [])];
  return (
    <div
      class={dragging ? 'file-field dragging' : 'file-field'}
      onDragOver={(event) => (event.preventDefault(), setDragging(true))}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        const dropped = [...(event.dataTransfer?.files ?? [])].filter(({ name }) =>
          fits(name, types),
        );
        put(most === 1 ? dropped : [...held(), ...dropped]);
      }}
    >
      <input
        ref={input}
        {...field}
        type="file"
        multiple={most > 1}
        accept={types.map((type) => `.${type}`).join(',')}
        onChange={() => put(held())}
      />
      <small>
        <Icon name="clip" /> {takes(most, types)}
      </small>
      {names.length > 0 && (
        <ul class="attached" aria-label="Chosen files">
          {names.map((name, index) => (
            <li key={index}>
              <Icon name="file" />
              {name}
              <IconButton
                icon="close"
                label={`Leave ${name} out`}
                onClick={() => put(held().filter((_, at) => at !== index))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Slack's own limit, which holds when the app sets none. */
const MOST = 10;

function typesOf({ filetypes }: Fields): readonly string[] {
  return Array.isArray(filetypes) ? filetypes.filter((type) => typeof type === 'string') : [];
}

function fits(name: string, types: readonly string[]): boolean {
  return types.length === 0 || types.some((type) => name.toLowerCase().endsWith(`.${type}`));
}

function takes(most: number, types: readonly string[]): string {
  const many = most === 1 ? 'One file' : `Up to ${most} files`;
  return `${many}${types.length === 0 ? '' : ` of ${types.join(', ')}`}; drop them here, too.`;
}
