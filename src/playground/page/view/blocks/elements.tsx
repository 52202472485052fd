import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { withEmoji } from '../../emoji.ts';
import { plain, textOf } from '../fields.ts';
import { Icon } from '../icon.tsx';
import { useConfirmed } from './confirm.tsx';
import { Picture } from './media.tsx';
import { Picker, type Pressable, Select, Ticks } from './menus.tsx';

/** What stands in an `actions` block or beside a section. */
export function Element(props: Pressable) {
  const { element } = props;
  switch (element['type']) {
    case 'button':
      return <Button {...props} />;
    case 'icon_button':
      return (
        <Button {...props}>
          <Icon name={element['icon'] === 'trash' ? 'trash' : 'spark'} />
        </Button>
      );
    case 'image':
      return <Picture of={element} snapshot={props.snapshot} />;
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
      return <NotDrawn type={element['type']} />;
  }
}

export function NotDrawn({ type }: { type: unknown }) {
  const isExternal = String(type).endsWith('external_select');
  return (
    <span class="unknown-block">
      {isExternal
        ? '(A menu whose options the app is asked for: the local Slack does not ask.)'
        : `(${String(type)}: not drawn here)`}
    </span>
  );
}

function Button({ children, ...props }: Pressable & { children?: ComponentChildren }) {
  const { element, blockId, onPress } = props;
  const [busy, setBusy] = useState(false);
  const url = textOf(element['url']);
  const name = plain(element['text']);
  const { press, dialog } = useConfirmed(element, (confirmed) => {
    if (url !== undefined && /^https?:/i.test(url)) window.open(url, '_blank', 'noopener');
    return onPress(confirmed);
  });
  const pressed = async () => {
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
        aria-label={textOf(element['accessibility_label']) ?? name}
        title={children === undefined ? undefined : name}
        onClick={() => void pressed()}
      >
        {children ?? withEmoji(name)}
      </button>
      {dialog}
    </>
  );
}
