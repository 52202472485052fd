import type { ComponentChildren } from 'preact';
import type { Snapshot } from '../../../slack/data.ts';
import { type Fields, isFields, list, plain, textOf } from '../fields.ts';
import { Element } from './elements.tsx';
import { Picture } from './media.tsx';
import type { OnPress } from './press.ts';
import { RichText } from './rich-text.tsx';
import { TextObject } from './texts.tsx';

interface BoxProps {
  readonly block: Fields;
  readonly snapshot: Snapshot;
  readonly onPress: OnPress;
}

/** `container`: a frame around blocks, which folds when it may. */
export function Container(props: {
  block: Fields;
  snapshot: Snapshot;
  children: ComponentChildren;
}) {
  const { block, snapshot, children } = props;
  const { icon, rich_text_title: rich } = block;
  const title = (
    <>
      {isFields(icon) && <Picture of={icon} snapshot={snapshot} />}
      {isFields(rich) ? (
        <RichText block={rich} snapshot={snapshot} />
      ) : (
        <strong>{plain(block['title'])}</strong>
      )}{' '}
      <span class="subtitle">
        <TextObject of={block['subtitle']} snapshot={snapshot} />
      </span>
    </>
  );
  const look = `container ${textOf(block['width']) ?? ''}`;
  if (block['is_collapsible'] !== true) {
    return (
      <div class={look}>
        <div class="container-title">{title}</div>
        {/* Slack draws it only where nothing folds. */}
        {block['has_header_divider'] === true && <hr />}
        {children}
      </div>
    );
  }
  return (
    <details class={look} open={block['default_collapsed'] !== true}>
      <summary class="container-title">{title}</summary>
      {children}
    </details>
  );
}

export function Card({ block, snapshot, onPress }: BoxProps) {
  return (
    <div class="container card">
      {['hero_image', 'icon'].map((part) => {
        const picture = block[part];
        return (
          isFields(picture) && (
            <div key={part} class={`card-${part}`}>
              <Picture of={picture} snapshot={snapshot} />
            </div>
          )
        );
      })}
      {['title', 'subtitle', 'body'].map((part) => (
        <div key={part} class={`card-${part}`}>
          <TextObject of={block[part]} snapshot={snapshot} />
        </div>
      ))}
      <div class="actions">
        {list(block['actions']).map((element, index) => (
          <Element
            key={index}
            element={element}
            blockId={textOf(block['block_id'])}
            snapshot={snapshot}
            onPress={onPress}
          />
        ))}
      </div>
    </div>
  );
}

export function Alert({ block, snapshot }: Omit<BoxProps, 'onPress'>) {
  return (
    <div class={`alert ${textOf(block['level']) ?? 'default'}`} role="note">
      <TextObject of={block['text']} snapshot={snapshot} />
    </div>
  );
}
