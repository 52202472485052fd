import { z } from 'zod';
import type { MessageData } from './data.ts';

/** A message with what a person sees of it. */
export interface ShownMessage extends MessageData {
  /** All that can be read: of a message with blocks its blocks, for Slack shows its `text` in notifications only. */
  readonly shown: string;
  /** The last `context` block: the small line below. */
  readonly footer?: string;
}

const text = z.union([
  z.string(),
  z.looseObject({ text: z.string() }).transform((object) => object.text),
]);

const parts = z.looseObject({
  text: text.optional().catch(undefined),
  title: text.optional().catch(undefined),
  fields: z.array(text).optional().catch(undefined),
  elements: z.array(z.unknown()).optional().catch(undefined),
  rows: z.array(z.array(z.unknown())).optional().catch(undefined),
});

export function shown(message: MessageData): ShownMessage {
  const context = message.blocks.findLast((block) => block.type === 'context');
  const blocks = message.blocks.map(textOf).filter((part) => part !== '');
  // A stream shows its text and the blocks below it, until an edit makes it a message like others.
  const isStream = message.stream !== undefined && message.format === 'markdown';
  const ofBlocks = isStream ? [message.text, ...blocks] : blocks;
  return {
    ...message,
    shown: blocks.length === 0 ? message.text : ofBlocks.filter((part) => part !== '').join('\n'),
    ...(context === undefined ? {} : { footer: textOf(context) }),
  };
}

function textOf(block: unknown): string {
  const parsed = parts.safeParse(block);
  if (!parsed.success) return '';
  const { title, text: own, fields = [], elements = [], rows = [] } = parsed.data;
  const inline = elements.map(textOf).join('');
  const table = rows.map((row) => row.map(textOf).join(' | '));
  return [title, own, ...fields, inline, ...table]
    .filter((part) => part !== undefined && part !== '')
    .join('\n');
}
