import type { Block, Snapshot } from '../../slack/data.ts';
import { fieldName } from '../form-values.ts';
import { NotDrawn } from './blocks/elements.tsx';
import { OptionList, TickText } from './blocks/option-list.tsx';
import { initialOf, optionsOf, pickerOf } from './blocks/options.ts';
import { FileField } from './file-field.tsx';
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
  const isGroup = /^(?:checkboxes|radio_buttons|multi_)/.test(
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
        <textarea {...text} rows={8} spellcheck={false} />
      ) : (
        <input {...text} />
      );
    case 'number_input':
      return (
        <input
          {...text}
          type="number"
          step={element['is_decimal_allowed'] === true ? 'any' : 1}
          min={textOf(element['min_value'])}
          max={textOf(element['max_value'])}
        />
      );
    case 'file_input':
      return <FileField {...common} element={element} />;
    case 'email_text_input':
      return <input {...text} type="email" />;
    case 'url_text_input':
      return <input {...text} type="url" />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return (
        <input
          {...common}
          type={pickerOf(element) ?? 'date'}
          defaultValue={initialOf(element)[0] ?? ''}
        />
      );
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <Options {...common} element={element} snapshot={snapshot} />;
    case 'radio_buttons':
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <Ticks {...common} element={element} snapshot={snapshot} />;
    default:
      return <NotDrawn type={element['type']} />;
  }
}

function Options({
  element,
  snapshot,
  ...common
}: {
  element: Fields;
  snapshot: Snapshot;
  name: string;
}) {
  return (
    <select {...common} defaultValue={initialOf(element)[0] ?? ''}>
      <option value="">{plain(element['placeholder']) || 'Choose…'}</option>
      <OptionList element={element} snapshot={snapshot} />
    </select>
  );
}

function Ticks(props: { name: string; required: boolean; element: Fields; snapshot: Snapshot }) {
  const { name, required, element, snapshot } = props;
  const type = element['type'] === 'radio_buttons' ? 'radio' : 'checkbox';
  const initial = initialOf(element);
  return (
    <>
      {optionsOf(element, snapshot).map((option) => (
        <label key={option.value} class="tick">
          <input
            type={type}
            name={name}
            required={required && type === 'radio'}
            value={option.value}
            defaultChecked={initial.includes(option.value)}
          />
          <TickText option={option} snapshot={snapshot} />
        </label>
      ))}
    </>
  );
}
