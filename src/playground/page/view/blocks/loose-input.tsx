import type { Block, Snapshot } from '../../../slack/data.ts';
import { valuesOf } from '../../form-values.ts';
import { fieldsOf, textOf } from '../fields.ts';
import { ModalInput } from '../modal-input.tsx';
import type { OnPress } from './press.ts';

/** An `input` in a message or on the Home tab, where nothing is submitted: the app hears of it at once. */
export function LooseInput(props: { block: Block; snapshot: Snapshot; onPress: OnPress }) {
  const { block, snapshot, onPress } = props;
  const blockId = textOf(block['block_id']) ?? '';
  const actionId = textOf(fieldsOf(block['element'])['action_id']) ?? '';
  const tell = async (form: HTMLFormElement) => {
    const entry = (await valuesOf(form))[blockId]?.[actionId] ?? '';
    const value =
      typeof entry === 'string' ? entry : entry.filter((one) => typeof one === 'string');
    await onPress({ actionId, blockId, value });
  };
  return (
    <form
      class="loose-input"
      onSubmit={(event) => event.preventDefault()}
      onChange={({ currentTarget }) => void tell(currentTarget)}
    >
      <ModalInput block={block} snapshot={snapshot} error={undefined} />
    </form>
  );
}
