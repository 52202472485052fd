import type { ComponentChildren } from 'preact';
import type { Snapshot } from '../../../slack/data.ts';
import { type Fields, isFields, list, plain, textOf } from '../fields.ts';
import { Element, Picture } from './elements.tsx';
import type { OnPress } from './press.ts';
import { TextObject } from './texts.tsx';

interface BoxProps {
  readonly block: Fields;
  readonly snapshot: Snapshot;
  readonly onPress: OnPress;
}

/** `container`: a frame around blocks, which folds when it may. */
export function Container({ block, children }: { block: Fields; children: ComponentChildren }) {
  const title = (
    <>
      <strong>{plain(block['title'])}</strong>{' '}
      <span class="subtitle">{plain(block['subtitle'])}</span>
    </>
  );
  if (block['is_collapsible'] !== true) {
    return (
      <div class="container">
        <p class="container-title">{title}</p>
        {children}
      </div>
    );
  }
  return (
    <details class="container" open={block['default_collapsed'] !== true}>
      <summary class="container-title">{title}</summary>
      {children}
    </details>
  );
}

export function Card({ block, snapshot, onPress }: BoxProps) {
  return (
    <div class="container card">
      {isFields(block['hero_image']) && <Picture of={block['hero_image']} />}
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
