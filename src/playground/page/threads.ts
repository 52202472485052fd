import type { MessageData } from '../slack/data.ts';

export function isRoot(message: MessageData): boolean {
  return message.threadTs === undefined || message.threadTs === message.ts;
}

/** What a message's thread is called by: its own `ts` unless it is a reply. */
export function threadOf(message: MessageData): string {
  return message.threadTs ?? message.ts;
}
