import type { ChannelData, MessageData } from '../data.ts';
import type { Workspace } from '../workspace.ts';
import { Refusal } from './refusal.ts';

/** A channel that the bot may write to. A user's id means the conversation with that person. */
export function writableChannel(workspace: Workspace, id: string): ChannelData {
  const channel = visibleChannel(workspace, id);
  if (channel.archived) throw new Refusal('is_archived');
  if (!channel.members.includes(workspace.app.userId)) throw new Refusal('not_in_channel');
  return channel;
}

/** A channel that the bot may read. */
export function readableChannel(workspace: Workspace, id: string): ChannelData {
  const channel = visibleChannel(workspace, id);
  if (!channel.members.includes(workspace.app.userId)) throw new Refusal('not_in_channel');
  return channel;
}

/** A private channel without the bot does not exist for it. */
export function visibleChannel(workspace: Workspace, id: string): ChannelData {
  const channel = workspace.people.get(id) ? workspace.direct(id) : workspace.channels.get(id);
  const hidden = channel?.kind === 'private' && !channel.members.includes(workspace.app.userId);
  if (channel === undefined || hidden) throw new Refusal('channel_not_found');
  return channel;
}

export function existingMessage(workspace: Workspace, channel: string, ts: string): MessageData {
  const message = workspace.messages.get(channel, ts);
  if (message === undefined || message.onlyFor !== undefined)
    throw new Refusal('message_not_found');
  return message;
}

/** The root that a reply to `ts` belongs under. Replies to a reply go under its root. */
export function threadRoot(workspace: Workspace, channel: string, ts: string): string {
  const message = workspace.messages.get(channel, ts);
  if (message === undefined) throw new Refusal('thread_not_found');
  return message.threadTs ?? message.ts;
}
