import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/**
 * A message of ours that shows in the channel what a person asked by a command or a button, which Slack shows to
 * nobody. Its `ts` is the identity of the question: two presses are two markers, hence two questions.
 */
export interface Marker {
  readonly channel: string;
  /** Absent: it begins a thread. */
  readonly threadTs?: string;
  readonly user: string;
  /** The person's workspace, as Slack tells it. */
  readonly userTeam?: string | null | undefined;
  /** Follows the person's name: "asked for a schema review". */
  readonly did: string;
  /** A person's own text or SQL, shown verbatim: a rich text element cannot ping, link or break out. */
  readonly verbatim?: { readonly text: string; readonly as: 'code' | 'quote' };
}

/** Posts the marker; resolves with its `ts`. */
export async function postMarker(client: WebClient, marker: Marker): Promise<string> {
  const message = {
    channel: marker.channel,
    text: `<@${marker.user}> ${escape(marker.did)}`,
    blocks: [toBlock(marker)],
    // Says that this is no answer: a worker that looks for an answer it began must not take it for one.
    metadata: { event_type: 'architect_marker', event_payload: {} },
    unfurl_links: false,
    unfurl_media: false,
    ...(marker.threadTs === undefined ? {} : { thread_ts: marker.threadTs }),
  };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's chat, not a window
  const posted = await client.chat.postMessage(message);
  return posting.parse(posted).ts;
}

/** Turns the marker of a question that could not be stored into an apology. */
export async function spoilMarker(
  client: WebClient,
  { channel, ts }: { readonly channel: string; readonly ts: string },
  sentence: string,
): Promise<void> {
  await client.chat.update({ channel, ts, text: sentence, blocks: [] });
}

/** The bot is not there, or may not post there: the person can change that. */
export function isKeptOut(refusal: string | undefined): boolean {
  return refusal !== undefined && KEPT_OUT.has(refusal);
}

function toBlock({ user, did, verbatim }: Marker): RichTextBlock {
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

const posting = z.object({ ts: z.string().regex(/^\d+\.\d+$/) });

const KEPT_OUT: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
]);
