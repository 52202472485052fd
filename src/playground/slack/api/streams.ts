import { z } from 'zod';
import type { Block, ChannelData, MessageData, StreamData } from '../data.ts';
import { wireMessage } from '../wire-format.ts';
import { checkBlocks } from './blocks.ts';
import { metadataOf, ownMessage } from './chat.ts';
import { json, object } from './fields.ts';
import { threadRoot, writableChannel } from './find.ts';
import { type Context, type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';
import { sessionStatus, setSession } from './sessions.ts';
import { appended, readChunks, type StreamPiece } from './stream-content.ts';

const scopes = ['chat:write'];
const content = { markdown_text: z.string().optional(), chunks: json(z.unknown()).optional() };

export const streamMethods: Readonly<Record<string, Method>> = {
  'chat.startStream': method({
    scopes,
    perMinute: 20,
    args: z.object({
      channel: z.string(),
      thread_ts: z.string(),
      ...content,
      recipient_user_id: z.string().optional(),
      recipient_team_id: z.string().optional(),
      task_display_mode: z.enum(['timeline', 'plan', 'dense']).default('timeline'),
      username: z.string().optional(),
    }),
    run(args, context) {
      const { workspace } = context;
      const channel = writableChannel(workspace, args.channel);
      const recipient = recipientOf(args, channel, context);
      const threadTs = threadRoot(workspace, channel.id, args.thread_ts);
      const opened: MessageData & { stream: StreamData } = {
        channel: channel.id,
        ts: workspace.ids.ts(),
        threadTs,
        user: workspace.app.userId,
        botId: workspace.app.botId,
        ...(args.username === undefined ? {} : { username: args.username }),
        text: '',
        format: 'markdown',
        blocks: [],
        files: [],
        reactions: [],
        // There is no switch for unfurling on a stream.
        unfurl: true,
        stream: {
          state: 'open',
          mode: 'undecided',
          startedAt: workspace.now(),
          ...(recipient === undefined ? {} : { recipient }),
          display: args.task_display_mode,
          tasks: [],
        },
      };
      const message = workspace.messages.put(appended(opened, piecesOf(args, context)));
      if (context.settings.sessions === 'accepted') {
        setSession(workspace, channel.id, threadTs, { status: 'processing' });
      }
      context.events.posted(message);
      return { channel: message.channel, ts: message.ts };
    },
  }),

  'chat.appendStream': method({
    scopes,
    perMinute: 100,
    args: z.object({ channel: z.string(), ts: z.string(), ...content }),
    run(args, context) {
      if (args.markdown_text === undefined && args.chunks === undefined) {
        throw new Refusal('markdown_text_or_chunks_required');
      }
      const open = openStream(context, args.channel, args.ts);
      context.workspace.messages.put(appended(open, piecesOf(args, context)));
      return { channel: open.channel, ts: open.ts };
    },
  }),

  'chat.stopStream': method({
    scopes,
    perMinute: 20,
    args: z.object({
      channel: z.string(),
      ts: z.string(),
      ...content,
      blocks: json(z.unknown()).optional(),
      metadata: json(object).optional(),
      session_status: sessionStatus.default('active'),
    }),
    run(args, context) {
      const { workspace } = context;
      const open = openStream(context, args.channel, args.ts);
      const full = appended(open, piecesOf(args, context));
      const blocks = args.blocks === undefined ? [] : checkBlocks(args.blocks, blockIds(context));
      const message = workspace.messages.put({
        ...full,
        blocks: [...full.blocks, ...blocks],
        ...metadataOf(args.metadata),
        stream: { ...full.stream, state: 'stopped' },
      });
      if (context.settings.sessions === 'accepted') {
        setSession(workspace, message.channel, message.threadTs ?? message.ts, {
          status: args.session_status,
        });
      }
      context.events.changed(message, open);
      return { channel: message.channel, ts: message.ts, message: wireMessage(message, workspace) };
    },
  }),
};

interface Recipient {
  readonly recipient_user_id?: string | undefined;
  readonly recipient_team_id?: string | undefined;
}

/** Needed in channels, where Slack must know for whom it streams. */
function recipientOf(args: Recipient, channel: ChannelData, context: Context): string | undefined {
  const { recipient_user_id: user, recipient_team_id: team } = args;
  if (channel.kind !== 'direct') {
    if (user === undefined) throw new Refusal('missing_recipient_user_id');
    if (team === undefined) throw new Refusal('missing_recipient_team_id');
  }
  if (user !== undefined && context.workspace.people.get(user) === undefined) {
    throw new Refusal('user_not_found');
  }
  return user;
}

function openStream(
  context: Context,
  channelId: string,
  ts: string,
): MessageData & { stream: StreamData } {
  const { workspace, settings } = context;
  const channel = writableChannel(workspace, channelId);
  const message = ownMessage(context, channel.id, ts, 'message_not_owned_by_app');
  const { stream } = message;
  if (stream === undefined) throw new Refusal('message_not_in_streaming_state');
  if (stream.state === 'halted') throw new Refusal('stopped_by_user');
  if (stream.state === 'open' && workspace.now() - stream.startedAt > settings.streamLifetimeMs) {
    workspace.messages.put({ ...message, stream: { ...stream, state: 'expired' } });
    throw new Refusal('message_not_in_streaming_state');
  }
  if (stream.state !== 'open') throw new Refusal('message_not_in_streaming_state');
  return { ...message, stream };
}

function piecesOf(
  args: { readonly markdown_text?: string | undefined; readonly chunks?: unknown },
  context: Context,
): readonly StreamPiece[] {
  const { markdown_text: text, chunks } = args;
  if (text !== undefined && chunks !== undefined) {
    throw new Refusal('cannot_provide_both_markdown_text_and_chunks');
  }
  if (chunks !== undefined) {
    return readChunks(chunks, (blocks): readonly Block[] => checkBlocks(blocks, blockIds(context)));
  }
  return text === undefined ? [] : [{ type: 'text', text, mode: 'markdown_text' }];
}

function blockIds(context: Context): () => string {
  return () => context.workspace.ids.id('b');
}
