import { z } from 'zod';
import type { Json, MessageData } from '../data.ts';
import { deleteMessage } from '../deletion.ts';
import { wireMessage } from '../wire-format.ts';
import { existingMessage, threadRoot, writableChannel } from './find.ts';
import { flag, json, object } from './fields.ts';
import { type Context, type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';
import { clearLine } from './sessions.ts';
import { contentOf, writing } from './writing.ts';

const scopes = ['chat:write'];

const postArguments = z.object({
  channel: z.string(),
  ...writing,
  thread_ts: z.string().optional(),
  metadata: json(object).optional(),
  username: z.string().optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
});

type PostArguments = z.infer<typeof postArguments>;

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': method({
    scopes,
    // About one message a second and channel; short bursts pass.
    perMinute: 60,
    limitedBy: (args) => String(args['channel']),
    args: postArguments,
    run(args, context) {
      const message = context.workspace.messages.put(newMessage(args, context));
      clearLine(context.workspace, message);
      context.events.posted(message);
      return {
        channel: message.channel,
        ts: message.ts,
        message: wireMessage(message, context.workspace),
      };
    },
  }),

  'chat.postEphemeral': method({
    scopes,
    perMinute: 100,
    args: postArguments.extend({ user: z.string() }),
    run(args, context) {
      const { workspace } = context;
      if (workspace.people.get(args.user) === undefined) throw new Refusal('user_not_found');
      const message = newMessage(args, context);
      if (!writableChannel(workspace, args.channel).members.includes(args.user)) {
        throw new Refusal('user_not_in_channel');
      }
      workspace.messages.put({ ...message, onlyFor: args.user });
      return { message_ts: message.ts };
    },
  }),

  'chat.update': method({
    scopes,
    perMinute: 50,
    args: z.object({
      channel: z.string(),
      ts: z.string(),
      ...writing,
      metadata: json(object).optional(),
    }),
    run(args, context) {
      const { workspace } = context;
      const channel = writableChannel(workspace, args.channel);
      const before = ownMessage(context, channel.id, args.ts, 'cant_update_message');
      if (before.stream?.state === 'open') throw new Refusal('streaming_state_conflict');
      if ((args.text ?? '').length > maxUpdatedText) throw new Refusal('msg_too_long');
      const after = { ...before, ...updated(args, before, context), ...metadataOf(args.metadata) };
      context.events.changed(workspace.messages.put(after), before);
      return {
        channel: channel.id,
        ts: args.ts,
        text: after.text,
        message: wireMessage(after, workspace),
      };
    },
  }),

  'chat.delete': method({
    scopes,
    perMinute: 50,
    args: z.object({ channel: z.string(), ts: z.string() }),
    run(args, context) {
      const channel = writableChannel(context.workspace, args.channel);
      const message = ownMessage(context, channel.id, args.ts, 'cant_delete_message');
      deleteMessage(message, context);
      return { channel: channel.id, ts: args.ts };
    },
  }),
};

/** The reference says so, and so it was seen; `chat.postMessage` takes ten times as much. */
const maxUpdatedText = 4_000;

export function ownMessage(
  context: Context,
  channel: string,
  ts: string,
  otherwise: string,
): MessageData {
  const message = existingMessage(context.workspace, channel, ts);
  if (message.botId !== context.workspace.app.botId) throw new Refusal(otherwise);
  return message;
}

export function metadataOf(metadata: Json | undefined): { metadata?: Json } {
  if (metadata === undefined) return {};
  if (typeof metadata['event_type'] !== 'string' || typeof metadata['event_payload'] !== 'object') {
    throw new Refusal('invalid_metadata_format');
  }
  return { metadata };
}

function newMessage(args: PostArguments, context: Context): MessageData {
  const { workspace } = context;
  const channel = writableChannel(workspace, args.channel);
  const content = contentOf(args, context);
  if (content.text === '' && content.blocks.length === 0) throw new Refusal('no_text');
  return {
    channel: channel.id,
    ts: workspace.ids.ts(),
    user: workspace.app.userId,
    botId: workspace.app.botId,
    ...(args.username === undefined ? {} : { username: args.username }),
    ...(args.thread_ts === undefined
      ? {}
      : { threadTs: threadRoot(workspace, channel.id, args.thread_ts) }),
    ...content,
    ...metadataOf(args.metadata),
    files: [],
    reactions: [],
    unfurl: args.unfurl_links !== false || args.unfurl_media !== false,
  };
}

/** Text without blocks takes the blocks away; blocks alone leave the text, and show no "edited". */
function updated(
  args: z.infer<z.ZodObject<typeof writing>>,
  before: MessageData,
  context: Context,
): Partial<MessageData> {
  const content = contentOf(args, context);
  const edited = { user: before.user, ts: context.workspace.ids.ts() };
  if (args.markdown_text !== undefined) return { ...content, edited };
  if (args.blocks === undefined) {
    if (args.text === undefined || args.text === '') throw new Refusal('no_text');
    return { ...content, edited };
  }
  return args.text === undefined ? { blocks: content.blocks } : content;
}
