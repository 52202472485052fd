import type { KnownBlock, MarkdownTextChunk, MessageMetadata, TaskUpdateChunk } from '@slack/types';
import { splitMarkdown } from '../text/pages.ts';

/** The arguments that make a message of Markdown; the same for posts and edits. */
export function whole(markdown: string, below: readonly KnownBlock[] = []) {
  const blocks: KnownBlock[] = [{ type: 'markdown', text: markdown }, ...below];
  return { ...quiet, text: beside(markdown), blocks };
}

/** The same without blocks, for a Slack that refused them. */
export function bare(markdown: string) {
  return { ...quiet, markdown_text: markdown };
}

/** Slack shall not go looking for names in our text. */
const quiet = { parse: 'none', link_names: false } as const;

export const withoutPreviews = { unfurl_links: false, unfurl_media: false } as const;

/**
 * The text beside the blocks: all that notifications, screen readers and clients without blocks have of the answer.
 * It is Slack's own markup, so code stays code, and each `<` is spelt out, but for the person whom the neutraliser let
 * through. That comes first: `<*!here>` is harmless until its star is gone.
 */
function beside(markdown: string): string {
  const spelt = markdown.replace(/<(?!@[UW][A-Z0-9]+>)/g, '&lt;');
  const [page = ''] = splitMarkdown(spelt, BESIDE_CHARS);
  return page.replace(/^#{1,6} |\*\*/gm, '').trim() || 'An answer';
}

/** Below the 4,000 at which `chat.update` refuses a text, and small enough beside a full page of blocks. */
const BESIDE_CHARS = 3_000;

/** Chunks, not `markdown_text`: a stream that was started with the one takes no task cards in the other. */
export function textChunks(text: string): MarkdownTextChunk[] {
  return text === '' ? [] : [{ type: 'markdown_text', text }];
}

/** One card a message, whose title changes; Slack limits a title to 256 characters. */
export function card(title: string, status: 'in_progress' | 'complete'): TaskUpdateChunk {
  return { type: 'task_update', id: 'activity', title, status };
}

export interface Closing {
  readonly blocks: readonly KnownBlock[];
  readonly metadata: MessageMetadata;
  /** The answer is over with this message. */
  readonly last: boolean;
}
