import type { ComponentChildren } from 'preact';
import type { Snapshot } from '../../../slack/data.ts';
import { emojiOf } from '../../emoji.ts';
import { personOf } from '../../world.ts';
import { type Fields, fieldsOf, list, textOf } from '../fields.ts';

/** `rich_text`: paragraphs, lists, quotes and code, and within them text with its style, people and links. */
export function RichText({ block, snapshot }: { block: Fields; snapshot: Snapshot }) {
  return (
    <div class="text rich">
      {list(block['elements']).map((part, index) => (
        <Part key={index} part={part} snapshot={snapshot} />
      ))}
    </div>
  );
}

function Part({ part, snapshot }: { part: Fields; snapshot: Snapshot }) {
  const elements = list(part['elements']);
  const inline = elements.map((element, index) => (
    <Inline key={index} element={element} snapshot={snapshot} />
  ));
  switch (part['type']) {
    case 'rich_text_preformatted':
      return (
        <pre>
          <code>{inline}</code>
        </pre>
      );
    case 'rich_text_quote':
      return <blockquote>{inline}</blockquote>;
    case 'rich_text_list': {
      const items = elements.map((item, index) => (
        <li key={index}>
          <Part part={item} snapshot={snapshot} />
        </li>
      ));
      return part['style'] === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    default:
      return <p>{inline}</p>;
  }
}

function Inline({ element, snapshot }: { element: Fields; snapshot: Snapshot }) {
  const text = textOf(element['text']) ?? '';
  switch (element['type']) {
    case 'user': {
      const id = textOf(element['user_id']) ?? '';
      return <span class="mention">@{personOf(snapshot, id)?.name ?? id}</span>;
    }
    case 'channel': {
      const id = textOf(element['channel_id']) ?? '';
      const name = snapshot.channels.find((channel) => channel.id === id)?.name ?? id;
      return <span class="mention">#{name}</span>;
    }
    case 'broadcast':
      return <span class="mention">@{textOf(element['range'])}</span>;
    case 'emoji':
      return <>{emojiOf(textOf(element['name']) ?? '')}</>;
    case 'link': {
      const url = textOf(element['url']) ?? '';
      // Only what a browser may follow from here: never `javascript:`.
      if (!/^(?:https?|mailto):/i.test(url)) return <>{text || url}</>;
      return (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {text || url}
        </a>
      );
    }
    default:
      return styled(text, fieldsOf(element['style']));
  }
}

function styled(text: string, style: Fields): ComponentChildren {
  let node: ComponentChildren = text;
  if (style['code'] === true) node = <code>{node}</code>;
  if (style['strike'] === true) node = <s>{node}</s>;
  if (style['italic'] === true) node = <em>{node}</em>;
  if (style['bold'] === true) node = <strong>{node}</strong>;
  return node;
}
