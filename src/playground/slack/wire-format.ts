import type { ChannelData, FileData, Json, MessageData, PersonData } from './data.ts';
import type { Workspace } from './workspace.ts';

/** A message as Slack's API and events write it. */
export function wireMessage(message: MessageData, workspace: Workspace, withMetadata = true): Json {
  const replies = repliesTo(message, workspace);
  const root =
    message.threadTs === undefined
      ? undefined
      : workspace.messages.get(message.channel, message.threadTs);
  return {
    type: 'message',
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    ...(message.subtype === 'tombstone' ? { hidden: true } : {}),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.people.get(message.user)?.team ?? workspace.team.id,
    ...(message.botId === undefined
      ? { client_msg_id: clientMessageId(message) }
      : { bot_id: message.botId }),
    ...(message.botId === workspace.app.botId ? { app_id: workspace.app.id } : {}),
    ...(message.username === undefined ? {} : { username: message.username }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(root === undefined ? {} : { parent_user_id: root.user }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.files.length === 0
      ? {}
      : { files: message.files.map((f) => wireFile(f, workspace)) }),
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.reactions.length === 0
      ? {}
      : { reactions: message.reactions.map((r) => ({ ...r, count: r.users.length })) }),
    ...(withMetadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
    ...(message.stream === undefined
      ? {}
      : { streaming_state: message.stream.state === 'open' ? 'in_progress' : 'completed' }),
    ...(replies.length === 0 ? {} : threadSummary(message, replies)),
  };
}

/** A file as events carry it: a stub says its id and nothing else. */
function wireFile(file: FileData, workspace: Workspace): Json {
  if (file.access === 'stub') {
    return {
      id: file.id,
      mode: 'file_access',
      file_access: 'check_file_info',
      created: 0,
      timestamp: 0,
      user: '',
    };
  }
  return wireFileInfo(file, workspace);
}

/** A file as `files.info` tells it. */
export function wireFileInfo(file: FileData, workspace: Workspace): Json {
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    size: file.size,
    user: file.user,
    user_team: workspace.people.get(file.user)?.team ?? workspace.team.id,
    mode: 'hosted',
    is_external: false,
    is_public: true,
    channels: file.channels,
    url_private: file.url,
    url_private_download: `${file.url}?download=1`,
    permalink: file.url,
    file_access: 'visible',
  };
}

export function wireChannel(channel: ChannelData, workspace: Workspace): Json {
  return {
    id: channel.id,
    ...(channel.kind === 'direct'
      ? { user: channel.members.find((member) => member !== workspace.app.userId) }
      : { name: channel.name, name_normalized: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'direct',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_member: channel.members.includes(workspace.app.userId),
    num_members: channel.members.length,
  };
}

export function wireUser(person: PersonData, workspace: Workspace): Json {
  return {
    id: person.id,
    team_id: person.team,
    name: person.name,
    real_name: person.realName,
    deleted: false,
    is_bot: person.isBot,
    is_stranger: person.team !== workspace.team.id,
    tz: 'Etc/UTC',
    tz_offset: 0,
    locale: 'en-US',
    profile: { real_name: person.realName, display_name: person.name },
  };
}

/** The same for every event that tells about the message, as Slack does it. */
function clientMessageId(message: MessageData): string {
  const digits = message.ts.replace('.', '').padStart(20, '0').slice(-20);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(0, 12)}`;
}

function repliesTo(message: MessageData, workspace: Workspace): MessageData[] {
  if (message.threadTs !== undefined) return [];
  return workspace.messages
    .inThread(message.channel, message.ts)
    .filter((reply) => reply.threadTs !== undefined && reply.onlyFor === undefined);
}

function threadSummary(root: MessageData, replies: readonly MessageData[]): Json {
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: root.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}
