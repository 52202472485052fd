import { z } from 'zod';
import type { IncomingMessage, MessageKind } from '../../core/message.ts';
import { guestTeam, type Bot } from './bot.ts';
import { slackFile, toFileRefs } from './file-ref.ts';
import { slackId, slackTs } from './ids.ts';
import { listOf } from './list-of.ts';
import { quoteAttachments, slackAttachment } from './quote.ts';
import { addressees, capText, readText } from './text.ts';

/** `message` and `app_mention`, as far as they are read. */
export const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().nullish(),
  hidden: z.boolean().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  channel: slackId,
  channel_type: z.string().nullish(),
  ts: slackTs,
  thread_ts: slackTs.nullish(),
  text: z.string().nullish(),
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  files: listOf(slackFile),
  attachments: listOf(slackAttachment),
});

export type MessageEvent = z.infer<typeof messageEvent>;

/** What this process adds to a message when it receives it. */
export interface Receipt {
  readonly receivedAt: number;
  readonly traceId: string;
}

type Ignored =
  | 'own-message'
  | 'other-bot'
  | 'no-author'
  | 'hidden'
  /** Edits, deletions, joins, topics: everything but a message, a file share and a thread broadcast. */
  | 'subtype'
  | 'channel-talk'
  /** A thread reply that mentions a person or a group, and not us. */
  | 'to-somebody-else'
  | 'empty';

export type ParsedEvent = { readonly message: IncomingMessage } | { readonly ignored: Ignored };

/**
 * Decides whether a message is meant for the bot, and makes it ours. In a channel the same mention arrives twice, as
 * `app_mention` and as `message`: both become kind `mention` with the same thread and `ts`, and the inbox merges them.
 */
export function parseEvent(event: MessageEvent, bot: Bot, receipt: Receipt): ParsedEvent {
  const author = authorOf(event, bot);
  if ('ignored' in author) return author;
  const addressed = kindOf(event, bot);
  if ('ignored' in addressed) return addressed;

  const text = textOf(event, bot);
  const attached = event.attachments.flatMap((attachment) => attachment.files);
  const files = toFileRefs([...event.files, ...attached]);
  if (addressed.kind === 'follow-up' && text === '' && files.length === 0)
    return { ignored: 'empty' };

  return {
    message: {
      thread: { team: bot.team, channel: event.channel, ts: event.thread_ts ?? event.ts },
      ts: event.ts,
      kind: addressed.kind,
      user: author.user,
      ...guestTeam(event.user_team ?? event.source_team, bot),
      text,
      files,
      ...receipt,
    },
  };
}

function authorOf(
  event: MessageEvent,
  bot: Bot,
): { readonly user: string } | { readonly ignored: Ignored } {
  if (event.user === bot.userId) return { ignored: 'own-message' };
  if (event.bot_id != null) {
    return { ignored: event.bot_id === bot.botId ? 'own-message' : 'other-bot' };
  }
  if (event.user === SLACKBOT) return { ignored: 'other-bot' };
  if (event.hidden === true) return { ignored: 'hidden' };
  if (event.subtype != null && !SUBTYPES.has(event.subtype)) return { ignored: 'subtype' };
  return event.user == null ? { ignored: 'no-author' } : { user: event.user };
}

function kindOf(
  event: MessageEvent,
  bot: Bot,
): { readonly kind: MessageKind } | { readonly ignored: Ignored } {
  if (event.channel_type === 'im' || event.channel.startsWith('D')) return { kind: 'direct' };
  const spokenTo = addressees(event.text ?? '');
  if (event.type === 'app_mention' || spokenTo.includes(bot.userId)) return { kind: 'mention' };
  if (event.thread_ts == null || event.thread_ts === event.ts) return { ignored: 'channel-talk' };
  return spokenTo.length > 0 ? { ignored: 'to-somebody-else' } : { kind: 'follow-up' };
}

function textOf(event: MessageEvent, bot: Bot): string {
  const said = readText(event.text ?? '', bot.userId);
  const quoted = quoteAttachments(event.attachments, bot.userId);
  return capText([said, quoted].filter((part) => part !== '').join('\n\n'));
}

const SUBTYPES: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast']);
const SLACKBOT = 'USLACKBOT';
