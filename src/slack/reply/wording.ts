import type { KnownBlock, MarkdownTextChunk, MessageMetadata, TaskUpdateChunk } from '@slack/types';

/** The arguments that make a message of Markdown; the same for posts and edits. */
export function whole(markdown: string, below: readonly KnownBlock[] = []) {
  const blocks: KnownBlock[] = [{ type: 'markdown', text: markdown }, ...below];
  return { ...quiet, text: summary(markdown), blocks };
}

/** The same without blocks, for a Slack that refused them. */
export function bare(markdown: string) {
  return { ...quiet, markdown_text: markdown };
}

/** Slack shall not go looking for names in our text. */
const quiet = { parse: 'none', link_names: false } as const;

export const withoutPreviews = { unfurl_links: false, unfurl_media: false } as const;

/** What a notification says. Backticks and links mean nothing there. */
function summary(markdown: string): string {
  const words = markdown
    .replace(/^```.*$/gm, '')
    .replace(/[`*#|]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return words.slice(0, SUMMARY_CHARS).replace(/\p{Surrogate}/gu, '') || 'An answer';
}

/** Far below the 4,000 at which `chat.update` refuses a text. */
const SUMMARY_CHARS = 150;

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
