import type { Block, Snapshot } from '../../slack/data.ts';
import { optionsOf } from './blocks/elements.tsx';
import { type Fields, fieldsOf, isFields, plain, textOf } from './fields.ts';

interface InputProps {
  readonly block: Block;
  readonly snapshot: Snapshot;
  readonly error: string | undefined;
}

/** One `input` block: its label, its field, its hint, and what the app found wrong with it. */
export function ModalInput({ block, snapshot, error }: InputProps) {
  const blockId = textOf(block['block_id']) ?? '';
  const isOptional = block['optional'] === true;
  const isGroup = ['checkboxes', 'radio_buttons'].includes(
    textOf(fieldsOf(block['element'])['type']) ?? '',
  );
  const Wrapper = isGroup ? 'fieldset' : 'div';
  const Label = isGroup ? 'legend' : 'label';
  return (
    <Wrapper class={error === undefined ? 'input' : 'input wrong'}>
      <Label {...(isGroup ? {} : { for: `field-${blockId}` })}>
        {plain(block['label'])}
        {isOptional && <span class="quiet"> (optional)</span>}
      </Label>
      <Field block={block} snapshot={snapshot} blockId={blockId} wrong={error !== undefined} />
      {error !== undefined && (
        <strong class="error" role="alert" id={`error-${blockId}`}>
          {error}
        </strong>
      )}
      {isFields(block['hint']) && <small id={`hint-${blockId}`}>{plain(block['hint'])}</small>}
    </Wrapper>
  );
}

function Field(props: { block: Block; snapshot: Snapshot; blockId: string; wrong: boolean }) {
  const { block, snapshot, blockId, wrong } = props;
  const element = fieldsOf(block['element']);
  const maxLength = element['max_length'];
  const common = {
    id: `field-${blockId}`,
    name: fieldName(blockId, textOf(element['action_id']) ?? ''),
    required: block['optional'] !== true,
    'aria-invalid': wrong,
    'aria-describedby': `error-${blockId} hint-${blockId}`,
  };
  const text = {
    ...common,
    placeholder: plain(element['placeholder']),
    defaultValue: textOf(element['initial_value']) ?? '',
    ...(typeof maxLength === 'number' ? { maxLength } : {}),
  };
  switch (element['type']) {
    case 'plain_text_input':
      return element['multiline'] === true ? (
        <textarea {...text} rows={10} spellcheck={false} />
      ) : (
        <input {...text} />
      );
    case 'number_input':
      return <input {...text} type="number" />;
    case 'email_text_input':
      return <input {...text} type="email" />;
    case 'static_select':
      return <Options {...common} element={element} options={choicesOf(element)} />;
    case 'users_select':
      return <Options {...common} element={element} options={peopleOf(snapshot)} />;
    case 'channels_select':
    case 'conversations_select':
      return <Options {...common} element={element} options={roomsOf(snapshot)} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <Ticks name={common.name} element={element} />;
    default:
      return <span class="unknown-block">({textOf(element['type'])}: not drawn here)</span>;
  }
}

interface Option {
  readonly value: string;
  readonly label: string;
}

function Options({
  element,
  options,
  ...common
}: {
  element: Fields;
  options: readonly Option[];
  name: string;
}) {
  const initial = textOf(fieldsOf(element['initial_option'])['value']) ?? '';
  return (
    <select {...common} defaultValue={initial}>
      <option value="">{plain(element['placeholder']) || 'Choose…'}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Ticks({ name, element }: { name: string; element: Fields }) {
  const type = element['type'] === 'checkboxes' ? 'checkbox' : 'radio';
  return (
    <>
      {choicesOf(element).map(({ value, label }) => (
        <label key={value} class="tick">
          <input type={type} name={name} value={value} /> {label}
        </label>
      ))}
    </>
  );
}

function choicesOf(element: Fields): readonly Option[] {
  return optionsOf(element).map((option) => ({
    value: textOf(option['value']) ?? '',
    label: plain(option['text']),
  }));
}

function peopleOf({ people }: Snapshot): readonly Option[] {
  return people.map(({ id, realName }) => ({ value: id, label: realName }));
}

function roomsOf({ channels }: Snapshot): readonly Option[] {
  const rooms = channels.filter((channel) => channel.kind !== 'direct');
  return rooms.map(({ id, name }) => ({ value: id, label: `#${name}` }));
}

/** A form knows one name a field; a view knows two ids. */
function fieldName(blockId: string, actionId: string): string {
  return `${blockId}\n${actionId}`;
}

export function nameParts(name: string): { blockId: string; actionId: string } {
  // A browser sends the line break as CR LF.
  const [blockId = '', actionId = ''] = name.split(/\r?\n/);
  return { blockId, actionId };
}
