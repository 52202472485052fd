import { z } from 'zod';
import type { FileData, MessageData } from '../data.ts';
import { fileAddress, mimetypeOf } from '../file-names.ts';
import { wireFileInfo } from '../wire-format.ts';
import { checkBlocks } from './blocks.ts';
import { count, json } from './fields.ts';
import { threadRoot, writableChannel } from './find.ts';
import { type Context, type Method, method } from './method.ts';
import { Refusal } from './refusal.ts';

const fileList = json(z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1));

const MAX_ALT_CHARS = 1_000;

const completeArguments = z.object({
  files: fileList,
  channel_id: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
  blocks: json(z.unknown()).optional(),
});

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.info': method({
    scopes: ['files:read'],
    perMinute: 100,
    args: z.object({ file: z.string() }),
    run(args, { workspace }) {
      const file = workspace.files.get(args.file);
      if (file === undefined) throw new Refusal('file_not_found');
      return { file: wireFileInfo(file, workspace) };
    },
  }),

  'files.getUploadURLExternal': method({
    scopes: ['files:write'],
    perMinute: 100,
    args: z.object({
      filename: z.string().min(1),
      length: count,
      alt_txt: z.string().optional(),
      snippet_type: z.string().optional(),
    }),
    run(args, { workspace, origin }) {
      if (args.length <= 0) throw new Refusal('missing_argument');
      if ((args.alt_txt?.length ?? 0) > MAX_ALT_CHARS) throw new Refusal('alt_txt_too_large');
      const id = workspace.ids.id('F');
      workspace.files.put({
        id,
        name: args.filename,
        title: args.filename,
        mimetype: mimetypeOf(args.filename),
        size: args.length,
        user: workspace.app.userId,
        created: Math.floor(workspace.now() / 1_000),
        channels: [],
        url: fileAddress(origin, workspace.team.id, id, args.filename),
        access: 'visible',
        ...(args.alt_txt === undefined ? {} : { alt: args.alt_txt }),
      });
      return { upload_url: `${origin}/upload/v1/${id}`, file_id: id };
    },
  }),

  'files.completeUploadExternal': method({
    scopes: ['files:write'],
    perMinute: 100,
    args: completeArguments,
    run(args, context) {
      const files = args.files.map((named) => uploaded(named, args.channel_id, context));
      if (args.channel_id !== undefined) share(files, args, context);
      return { files: files.map((file) => wireFileInfo(file, context.workspace)) };
    },
  }),
};

function uploaded(
  named: { readonly id: string; readonly title?: string | undefined },
  channel: string | undefined,
  { workspace }: Context,
): FileData {
  const file = workspace.files.get(named.id);
  if (file === undefined || !workspace.contents.has(named.id)) throw new Refusal('file_not_found');
  return workspace.files.put({
    ...file,
    title: named.title ?? file.title,
    channels: channel === undefined ? [] : [channel],
  });
}

function share(
  files: readonly FileData[],
  args: z.infer<typeof completeArguments>,
  context: Context,
): void {
  const { workspace } = context;
  const channel = writableChannel(workspace, args.channel_id ?? '');
  const message: MessageData = {
    channel: channel.id,
    ts: workspace.ids.ts(),
    ...(args.thread_ts === undefined
      ? {}
      : { threadTs: threadRoot(workspace, channel.id, args.thread_ts) }),
    user: workspace.app.userId,
    botId: workspace.app.botId,
    subtype: 'file_share',
    text: args.initial_comment ?? '',
    format: 'mrkdwn',
    blocks: args.blocks === undefined ? [] : checkBlocks(args.blocks, () => workspace.ids.id('b')),
    files,
    reactions: [],
    unfurl: true,
  };
  workspace.messages.put(message);
  context.events.posted(message);
}
