import type { ComponentChildren } from 'preact';
import type { Block as BlockData, MessageData } from '../../slack/data.ts';
import { renderMarkdown, renderMrkdwn } from '../markdown.ts';
import type { World } from './app.tsx';

/** Whether the page draws it. `rich_text` is what a person typed, and that is in the message's text. */
export function isDrawn(block: BlockData): boolean {
  return block.type !== 'rich_text';
}

export function Blocks({ world, message }: { world: World; message: MessageData }) {
  const click = (actionId: string, value: string | undefined) =>
    world.send({
      act: 'click',
      as: world.me,
      channel: message.channel,
      ts: message.ts,
      actionId,
      ...(value === undefined ? {} : { value }),
    });
  return (
    <>
      {message.blocks.filter(isDrawn).map((block, index) => (
        <Block key={index} block={block} world={world} onClick={click} />
      ))}
    </>
  );
}

type OnClick = (actionId: string, value: string | undefined) => void;

export function Block(props: { block: BlockData; world: World; onClick: OnClick }) {
  const { block, world, onClick } = props;
  const press = (element: Fields) =>
    onClick(textOf(element['action_id']) ?? '', textOf(element['value']));
  switch (block.type) {
    case 'header':
      return <h3>{plain(block['text'])}</h3>;
    case 'divider':
      return <hr />;
    case 'markdown':
      return <Html html={renderMarkdown(textOf(block['text']) ?? '')} />;
    case 'section':
      return (
        <div class="section">
          <Mrkdwn world={world} text={plain(block['text'])} />
          {list(block['fields']).map((field, index) => (
            <Mrkdwn key={index} world={world} text={plain(field)} />
          ))}
          {isFields(block['accessory']) && <Element element={block['accessory']} onPress={press} />}
        </div>
      );
    case 'context':
      return (
        <div class="context">
          {list(block['elements']).map((element, index) => (
            <Mrkdwn key={index} world={world} text={plain(element)} />
          ))}
        </div>
      );
    case 'actions':
      return (
        <div class="actions">
          {list(block['elements']).map((element, index) => (
            <Element key={index} element={element} onPress={press} />
          ))}
        </div>
      );
    case 'context_actions':
      return (
        <div class="actions quiet">
          {list(block['elements']).map((element, index) => (
            <Feedback key={index} element={element} onPress={press} />
          ))}
        </div>
      );
    default:
      return <p class="unknown-block">({block.type} block)</p>;
  }
}

function Element({ element, onPress }: { element: Fields; onPress: (element: Fields) => void }) {
  if (element['type'] !== 'button')
    return <span class="unknown-block">({textOf(element['type'])})</span>;
  const style = textOf(element['style']) ?? '';
  return (
    <button type="button" class={`block-button ${style}`} onClick={() => onPress(element)}>
      {plain(element['text'])}
    </button>
  );
}

function Feedback({ element, onPress }: { element: Fields; onPress: (element: Fields) => void }) {
  const choices = [element['positive_button'], element['negative_button']].filter(isFields);
  return (
    <>
      {choices.map((choice, index) => (
        <button
          key={index}
          type="button"
          class="feedback"
          aria-label={textOf(choice['accessibility_label'])}
          onClick={() => onPress({ action_id: element['action_id'], value: choice['value'] })}
        >
          {index === 0 ? '👍' : '👎'} {plain(choice['text'])}
        </button>
      ))}
    </>
  );
}

function Mrkdwn({ world, text }: { world: World; text: string }) {
  const nameOf = (id: string) =>
    world.snapshot.people.find((person) => person.id === id)?.name ?? id;
  return <Html html={renderMrkdwn(text, nameOf)} />;
}

function Html({ html }: { html: string }): ComponentChildren {
  return <div class="text" dangerouslySetInnerHTML={{ __html: html }} />;
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The text of a text object, or of an element that is one. */
export function plain(value: unknown): string {
  return isFields(value) ? (textOf(value['text']) ?? '') : '';
}
