import type { ComponentChildren } from 'preact';
import type { Snapshot } from '../../../slack/data.ts';
import { emojiOf } from '../../emoji.ts';
import { writtenDate } from '../../when.ts';
import { personOf } from '../../world.ts';
import { type Fields, fieldsOf, list, numberOf, textOf } from '../fields.ts';
import { SafeLink } from './links.tsx';

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
    case 'rich_text_list':
      return <List part={part} snapshot={snapshot} />;
    default:
      return <p>{inline}</p>;
  }
}

/** Slack nests no lists: each says how far it is indented, and a list that goes on after another, at which number. */
function List({ part, snapshot }: { part: Fields; snapshot: Snapshot }) {
  const level = numberOf(part['indent']);
  const items = list(part['elements']).map((item, index) => (
    <li key={index}>
      <Part part={item} snapshot={snapshot} />
    </li>
  ));
  const look = { class: `level-${level % 3}`, style: `margin-left:${level * 24}px` };
  if (part['style'] !== 'ordered') return <ul {...look}>{items}</ul>;
  return (
    <ol {...look} start={numberOf(part['offset']) + 1}>
      {items}
    </ol>
  );
}

function Inline({ element, snapshot }: { element: Fields; snapshot: Snapshot }) {
  const text = textOf(element['text']) ?? '';
  switch (element['type']) {
    case 'user': {
      const id = textOf(element['user_id']) ?? '';
      return <span class="mention">@{personOf(snapshot, id)?.name ?? id}</span>;
    }
    case 'usergroup':
      return <span class="mention">@{textOf(element['usergroup_id'])}</span>;
    case 'channel': {
      const id = textOf(element['channel_id']) ?? '';
      const name = snapshot.channels.find((channel) => channel.id === id)?.name ?? id;
      return <span class="mention">#{name}</span>;
    }
    case 'broadcast':
      return <span class="mention">@{textOf(element['range'])}</span>;
    case 'emoji':
      return <>{emojiIn(element)}</>;
    case 'color':
      return (
        <>
          <span class="swatch" style={{ background: textOf(element['value']) ?? '' }} />{' '}
          {textOf(element['value'])}
        </>
      );
    case 'date':
      return <>{writtenDate(textOf(element['format']) ?? '', numberOf(element['timestamp']))}</>;
    case 'link': {
      const url = textOf(element['url']) ?? '';
      return <SafeLink url={url}>{styled(text || url, fieldsOf(element['style']))}</SafeLink>;
    }
    default:
      return styled(text, fieldsOf(element['style']));
  }
}

/** By its code points, "1f468-200d-1f4bb", or else by its name. */
function emojiIn(element: Fields): string {
  const codePoints = (textOf(element['unicode']) ?? '').split('-').map((hex) => parseInt(hex, 16));
  return codePoints.every((codePoint) => codePoint <= 0x10ffff)
    ? String.fromCodePoint(...codePoints)
    : emojiOf(textOf(element['name']) ?? '');
}

function styled(text: string, style: Fields): ComponentChildren {
  let node: ComponentChildren = text;
  if (style['code'] === true) node = <code>{node}</code>;
  if (style['strike'] === true) node = <s>{node}</s>;
  if (style['underline'] === true) node = <u>{node}</u>;
  if (style['italic'] === true) node = <em>{node}</em>;
  if (style['bold'] === true) node = <strong>{node}</strong>;
  return node;
}
