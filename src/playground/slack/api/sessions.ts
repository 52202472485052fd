import { z } from 'zod';
import type { MessageData, SessionData } from '../data.ts';
import type { Workspace } from '../workspace.ts';
import { json } from './fields.ts';
import { readableChannel, threadRoot } from './find.ts';
import { type Context, type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';

export const sessionStatus = z.enum(['processing', 'active', 'suspended', 'closed']);

const thread = { channel_id: z.string(), thread_ts: z.string() };

export const sessionMethods: Readonly<Record<string, Method>> = {
  'agents.sessions.setStatus': method({
    scopes: ['chat:write'],
    perMinute: 50,
    args: z.object({
      ...thread,
      thread_ts: z.string().optional(),
      status: sessionStatus,
      title: z.string().max(200).optional(),
      initiator_user_id: z.string().optional(),
    }),
    run(args, context) {
      const at = sessionThread(args, context);
      const title = context.workspace.session(at.channel, at.threadTs) ? undefined : args.title;
      setSession(context.workspace, at.channel, at.threadTs, {
        status: args.status,
        ...(title === undefined ? {} : { title }),
        // One place on the screen: the last writer wins over the older status line.
        line: '',
      });
      const warned =
        args.status === 'processing' &&
        !context.settings.subscriptions.includes('agent_session_stopped');
      return warned ? { warning: 'missing_agent_session_stopped_event_subscription' } : {};
    },
  }),

  'agents.sessions.rename': method({
    scopes: ['chat:write'],
    perMinute: 50,
    args: z.object({
      ...thread,
      thread_ts: z.string().optional(),
      title: z.string().min(1).max(200),
    }),
    run(args, context) {
      const at = sessionThread(args, context);
      setSession(context.workspace, at.channel, at.threadTs, { title: args.title });
      return {};
    },
  }),

  'assistant.threads.setStatus': method({
    scopes: ['chat:write', 'assistant:write'],
    perMinute: null,
    args: z.object({
      ...thread,
      status: z.string(),
      loading_messages: json(z.array(z.string()).max(10)).optional(),
    }),
    run(args, { workspace }) {
      const channel = readableChannel(workspace, args.channel_id);
      setSession(workspace, channel.id, threadRoot(workspace, channel.id, args.thread_ts), {
        line: args.status,
        loadingMessages: args.loading_messages ?? [],
      });
      return {};
    },
  }),

  'assistant.threads.setTitle': method({
    scopes: ['assistant:write'],
    perMinute: 50,
    args: z.object({ ...thread, title: z.string().min(1) }),
    run(args, { workspace }) {
      const channel = readableChannel(workspace, args.channel_id);
      setSession(workspace, channel.id, args.thread_ts, { title: args.title });
      return {};
    },
  }),

  'assistant.threads.setSuggestedPrompts': method({
    scopes: ['assistant:write'],
    perMinute: 50,
    args: z.object({
      channel_id: z.string(),
      thread_ts: z.string().optional(),
      title: z.string().optional(),
      prompts: json(
        z
          .array(z.object({ title: z.string(), message: z.string() }))
          .min(1)
          .max(4, 'no more than 4 items allowed'),
      ),
    }),
    run(args, { workspace }) {
      workspace.prompts.put({
        channel: readableChannel(workspace, args.channel_id).id,
        ...(args.thread_ts === undefined ? {} : { threadTs: args.thread_ts }),
        ...(args.title === undefined ? {} : { title: args.title }),
        prompts: args.prompts,
      });
      return {};
    },
  }),
};

/** Begins the thread's session, or changes it. */
export function setSession(
  workspace: Workspace,
  channel: string,
  threadTs: string,
  change: Partial<Omit<SessionData, 'channel' | 'threadTs'>>,
): SessionData {
  const before = workspace.session(channel, threadTs);
  return workspace.sessions.put({
    status: 'active',
    line: '',
    loadingMessages: [],
    ...before,
    channel,
    threadTs,
    ...change,
  });
}

/** The older status line ends with the bot's next message in the thread; a session's status does not. */
export function clearLine(workspace: Workspace, { channel, threadTs = '' }: MessageData): void {
  const session = workspace.session(channel, threadTs);
  if (session !== undefined && session.line !== '')
    workspace.sessions.put({ ...session, line: '' });
}

function sessionThread(
  args: { readonly channel_id: string; readonly thread_ts?: string | undefined },
  context: Context,
): { channel: string; threadTs: string } {
  if (context.settings.sessions === 'refused') throw new Refusal('feature_disabled');
  if (args.thread_ts === undefined) throw new Refusal('thread_ts_required');
  const channel = readableChannel(context.workspace, args.channel_id);
  return {
    channel: channel.id,
    threadTs: threadRoot(context.workspace, channel.id, args.thread_ts),
  };
}
