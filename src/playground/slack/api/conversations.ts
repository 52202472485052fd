import { z } from 'zod';
import type { ChannelData, Json, MessageData } from '../data.ts';
import type { Workspace } from '../workspace.ts';
import { wireChannel, wireMessage } from '../wire-format.ts';
import { count, flag } from './fields.ts';
import { readableChannel, visibleChannel } from './find.ts';
import { type Context, type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';

const reading = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];
const looking = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];

const page = {
  cursor: z.string().optional(),
  limit: count.optional(),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
};

type Page = z.infer<z.ZodObject<typeof page>>;

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.replies': method({
    scopes: reading,
    perMinute: 50,
    args: z.object({ channel: z.string(), ts: z.string(), ...page }),
    run(args, context) {
      const { workspace } = context;
      const channel = historyOf(args.channel, context);
      const named = workspace.messages.get(channel.id, args.ts);
      if (named === undefined) throw new Refusal('thread_not_found');
      const thread = workspace.messages.inThread(channel.id, named.threadTs ?? named.ts);
      return pageOf(visible(thread), args, workspace, 1_000);
    },
  }),

  'conversations.history': method({
    scopes: reading,
    perMinute: 50,
    args: z.object({ channel: z.string(), ...page }),
    run(args, context) {
      const channel = historyOf(args.channel, context);
      const roots = context.workspace.messages
        .inChannel(channel.id)
        .filter((message) => message.threadTs === undefined);
      return pageOf(visible(roots).toReversed(), args, context.workspace, 100);
    },
  }),

  'conversations.info': method({
    scopes: looking,
    perMinute: 50,
    args: z.object({ channel: z.string() }),
    run: (args, { workspace }) => ({
      channel: wireChannel(visibleChannel(workspace, args.channel), workspace),
    }),
  }),

  'conversations.members': method({
    scopes: looking,
    perMinute: 100,
    args: z.object({ channel: z.string() }),
    run: (args, { workspace }) => ({
      members: visibleChannel(workspace, args.channel).members,
      response_metadata: { next_cursor: '' },
    }),
  }),

  'conversations.open': method({
    scopes: ['im:write', 'chat:write'],
    perMinute: 50,
    args: z.object({ users: z.string() }),
    run(args, { workspace }) {
      if (workspace.people.get(args.users) === undefined) throw new Refusal('user_not_found');
      return { channel: wireChannel(workspace.direct(args.users), workspace) };
    },
  }),
};

/** The scope depends on the kind of channel. */
function historyOf(id: string, context: Context): ChannelData {
  const channel = readableChannel(context.workspace, id);
  const needed = { public: 'channels:history', private: 'groups:history', direct: 'im:history' }[
    channel.kind
  ];
  if (!context.settings.scopes.includes(needed)) {
    throw new Refusal('missing_scope', { needed, provided: context.settings.scopes.join(',') });
  }
  return channel;
}

function visible(messages: readonly MessageData[]): MessageData[] {
  return messages.filter((message) => message.onlyFor === undefined);
}

function pageOf(
  messages: readonly MessageData[],
  args: Page,
  workspace: Workspace,
  usual: number,
): Json {
  const start = args.cursor === undefined ? 0 : cursorPosition(args.cursor);
  const limit = Math.min(Math.max(args.limit ?? usual, 1), 1_000);
  const chosen = messages.filter((message) => within(message.ts, args));
  const end = start + limit;
  const hasMore = end < chosen.length;
  return {
    messages: chosen
      .slice(start, end)
      .map((message) => wireMessage(message, workspace, args.include_all_metadata)),
    has_more: hasMore,
    response_metadata: {
      next_cursor: hasMore ? Buffer.from(`next:${end}`).toString('base64') : '',
    },
  };
}

/** A `ts` has a fixed width, so it compares as text. */
function within(ts: string, { oldest, latest, inclusive }: Page): boolean {
  const after = oldest === undefined || ts > oldest || (inclusive && ts === oldest);
  const before = latest === undefined || ts < latest || (inclusive && ts === latest);
  return after && before;
}

function cursorPosition(cursor: string): number {
  const [, position] = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (position === undefined) throw new Refusal('invalid_cursor');
  return Number(position);
}
