import type { Block, Json } from '../data.ts';

const special = /<(?<kind>[@#!]?)(?<target>[^>|]+)(?:\|(?<label>[^>]*))?>/g;

/** The block in which Slack's composer sends what a person wrote; `text` is in Slack's own notation. */
export function richText(text: string, blockId: string): Block {
  const elements: Json[] = [];
  let end = 0;
  for (const match of text.matchAll(special)) {
    if (match.index > end) elements.push(plain(text.slice(end, match.index)));
    elements.push(
      named(match.groups?.['kind'] ?? '', match.groups?.['target'] ?? '', match.groups?.['label']),
    );
    end = match.index + match[0].length;
  }
  if (end < text.length) elements.push(plain(text.slice(end)));
  return {
    type: 'rich_text',
    block_id: blockId,
    elements: [{ type: 'rich_text_section', elements }],
  };
}

function plain(text: string): Json {
  const decoded = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return { type: 'text', text: decoded };
}

function named(kind: string, target: string, label: string | undefined): Json {
  switch (kind) {
    case '@':
      return { type: 'user', user_id: target };
    case '#':
      return { type: 'channel', channel_id: target };
    case '!':
      return { type: 'broadcast', range: target };
    default:
      return { type: 'link', url: target, ...(label === undefined ? {} : { text: label }) };
  }
}
