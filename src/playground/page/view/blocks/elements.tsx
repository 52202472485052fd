import { useState } from 'preact/hooks';
import { type Fields, plain, textOf } from '../fields.ts';
import { useConfirmed } from './confirm.tsx';
import { Picker, type Pressable, Select, Ticks } from './menus.tsx';

/** What stands in an `actions` block or beside a section. */
export function Element(props: Pressable) {
  const { element } = props;
  switch (element['type']) {
    case 'button':
      return <Button {...props} />;
    case 'image':
      return <Picture of={element} />;
    case 'static_select':
    case 'overflow':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <Select {...props} />;
    case 'radio_buttons':
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <Ticks {...props} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <Picker {...props} />;
    default:
      return <span class="unknown-block">({textOf(element['type'])}: not drawn here)</span>;
  }
}

function Button({ element, blockId, onPress }: Pressable) {
  const [busy, setBusy] = useState(false);
  const { press, dialog } = useConfirmed(element, onPress);
  const url = textOf(element['url']);
  const pressed = async () => {
    if (url !== undefined && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener');
    setBusy(true);
    await press({
      actionId: textOf(element['action_id']) ?? '',
      blockId,
      value: textOf(element['value']),
    });
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        class={`block-button ${textOf(element['style']) ?? ''}`}
        aria-busy={busy}
        aria-label={textOf(element['accessibility_label'])}
        onClick={() => void pressed()}
      >
        {plain(element['text'])}
      </button>
      {dialog}
    </>
  );
}

/** Pictures come from this machine only; of others one sees what they are said to show. */
export function Picture({ of }: { of: Fields }) {
  const url = textOf(of['image_url']) ?? '';
  const alt = textOf(of['alt_text']) ?? '';
  if (!url.startsWith('data:image/')) return <span class="unknown-block">[{alt || 'image'}]</span>;
  return <img class="picture" src={url} alt={alt} />;
}
