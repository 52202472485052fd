import { z } from 'zod';
import type { MessageData } from '../data.ts';
import { checkBlocks } from './blocks.ts';
import { json } from './fields.ts';
import type { Context } from './method.ts';
import { Refusal } from './refusal.ts';

/** The arguments that say what a message reads. */
export const writing = {
  text: z.string().optional(),
  blocks: json(z.unknown()).optional(),
  markdown_text: z.string().optional(),
};

export const maxMarkdownText = 12_000;

/** Slack cuts a longer `text` and posts the rest. */
const maxText = 40_000;

export function contentOf(
  args: z.infer<z.ZodObject<typeof writing>>,
  context: Context,
): Pick<MessageData, 'text' | 'blocks' | 'format'> {
  const { text = '', blocks, markdown_text: markdown } = args;
  if (markdown !== undefined) {
    if (text !== '' || blocks !== undefined) throw new Refusal('markdown_text_conflict');
    if (markdown.length > maxMarkdownText) throw new Refusal('msg_too_long');
    return { text: markdown, blocks: [], format: 'markdown' };
  }
  return {
    text: text.slice(0, maxText),
    blocks: blocks === undefined ? [] : checkBlocks(blocks, () => context.workspace.ids.id('b')),
    format: 'mrkdwn',
  };
}
