import { useMemo } from 'preact/hooks';
import type { Snapshot } from '../../../slack/data.ts';
import { renderMarkdown, renderMrkdwn } from '../../markdown.ts';
import { withEmoji } from '../../emoji.ts';
import { personOf } from '../../world.ts';
import { fieldsOf, plain } from '../fields.ts';

export function Markdown({ text, class: extra = '' }: { text: string; class?: string }) {
  const html = useMemo(() => renderMarkdown(text), [text]);
  // Made by markdown-it with HTML off: the only tags in it are its own.
  return <div class={`text ${extra}`} dangerouslySetInnerHTML={{ __html: html }} />;
}

export function Mrkdwn({ text, snapshot }: { text: string; snapshot: Snapshot }) {
  const { people } = snapshot;
  const html = useMemo(
    () => renderMrkdwn(text, (id) => personOf(snapshot, id)?.name ?? id),
    [text, people],
  );
  return <div class="text" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A text object: `plain_text` as it is, `mrkdwn` with its marks. */
export function TextObject({ of, snapshot }: { of: unknown; snapshot: Snapshot }) {
  const text = plain(of);
  if (text === '') return null;
  if (fieldsOf(of)['type'] === 'mrkdwn') return <Mrkdwn text={text} snapshot={snapshot} />;
  return <div class="text plain">{withEmoji(text)}</div>;
}
