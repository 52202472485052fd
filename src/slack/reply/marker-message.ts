import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { Unplaced } from '../../core/marker.ts';

/** Says of a message that it is no answer: who looks for an answer that was begun must not take it for one. */
export const MARKER_EVENT = 'architect_marker';

/** What `chat.postMessage` takes for a marker. Its metadata names the question, so that a later attempt finds it. */
export function markerMessage({ thread, user, marker }: Unplaced) {
  const { did, threadTs } = marker;
  return {
    channel: thread.channel,
    text: `<@${user}> ${escape(did)}`,
    blocks: [toBlock(user, marker)],
    metadata: { event_type: MARKER_EVENT, event_payload: { question: thread.ts } },
    unfurl_links: false,
    unfurl_media: false,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  };
}

function toBlock(user: string, { did, verbatim }: Unplaced['marker']): RichTextBlock {
  const who: RichTextElement[] = [
    { type: 'user', user_id: user },
    { type: 'text', text: ` ${did}` },
  ];
  const elements: RichTextBlock['elements'] = [{ type: 'rich_text_section', elements: who }];
  if (verbatim === undefined || verbatim.text === '') return { type: 'rich_text', elements };
  const said: RichTextElement = { type: 'text', text: verbatim.text };
  return {
    type: 'rich_text',
    elements: [
      ...elements,
      verbatim.as === 'code'
        ? { type: 'rich_text_preformatted', elements: [said] }
        : { type: 'rich_text_quote', elements: [said] },
    ],
  };
}

/** The plain text is markup to Slack; an agent's name in it must stay a name. */
function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
