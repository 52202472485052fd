import type { MessageData } from './data.ts';
import type { AppEvents } from './delivery/app-events.ts';
import type { Workspace } from './workspace.ts';

interface Deleting {
  readonly workspace: Workspace;
  readonly events: AppEvents;
}

/**
 * Deletes a message, and tells the app. Of a root with replies a tombstone stays, which is a change; it goes with the
 * last of them.
 */
export function deleteMessage(message: MessageData, { workspace, events }: Deleting): void {
  const { messages } = workspace;
  if (hasReplies(message, workspace)) {
    events.changed(messages.put(tombstone(message)), message);
    return;
  }
  messages.remove(message);
  if (message.onlyFor === undefined) events.deleted(message);
  const root = messages.get(message.channel, message.threadTs ?? '');
  if (root?.subtype === 'tombstone' && !hasReplies(root, workspace)) {
    messages.remove(root);
    events.deleted(root);
  }
}

function hasReplies({ channel, ts, threadTs }: MessageData, { messages }: Workspace): boolean {
  if (threadTs !== undefined) return false;
  return messages
    .inThread(channel, ts)
    .some((reply) => reply.ts !== ts && reply.onlyFor === undefined);
}

/** What Slack's events and histories show in its place. */
function tombstone({ channel, ts }: MessageData): MessageData {
  return {
    channel,
    ts,
    user: 'USLACKBOT',
    subtype: 'tombstone',
    text: 'This message was deleted.',
    format: 'mrkdwn',
    blocks: [],
    files: [],
    reactions: [],
    unfurl: false,
  };
}
