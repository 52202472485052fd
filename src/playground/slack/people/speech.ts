import { usersOf, withoutReaction, withReaction } from '../api/reactions.ts';
import type { MessageData } from '../data.ts';
import { deleteMessage } from '../deletion.ts';
import { type NewFile, addFile } from './files.ts';
import { richText } from './rich-text.ts';
import { type Actor, current, type MessageRef } from './stage.ts';

export interface SayOptions {
  readonly threadTs?: string;
  readonly files?: readonly NewFile[];
  readonly subtype?: string;
}

/** Posts a message. `text` is in Slack's notation (`<@U…>`, `&lt;`), as events carry it. */
export function say(
  actor: Actor,
  channelName: string,
  text: string,
  options: SayOptions = {},
): MessageData {
  const { workspace, events } = actor.stage.context;
  const channel = workspace.channel(channelName);
  const files = (options.files ?? []).map((file) => addFile(actor, file, channel.id));
  const subtype = options.subtype ?? (files.length > 0 ? 'file_share' : undefined);
  const message = workspace.messages.put({
    channel: channel.id,
    ts: workspace.ids.ts(),
    ...(options.threadTs === undefined ? {} : { threadTs: options.threadTs }),
    user: actor.data.id,
    ...(actor.data.isBot ? { botId: `B${actor.data.id.slice(1)}` } : {}),
    ...(subtype === undefined ? {} : { subtype }),
    text,
    format: 'mrkdwn',
    blocks: text === '' ? [] : [richText(text, workspace.ids.id('b'))],
    files,
    reactions: [],
    unfurl: true,
  });
  events.posted(message);
  return message;
}

export function edit(actor: Actor, ref: MessageRef, text: string): MessageData {
  const { workspace, events } = actor.stage.context;
  const before = current(actor, ref);
  const after = workspace.messages.put({
    ...before,
    text,
    blocks: [richText(text, workspace.ids.id('b'))],
    edited: { user: actor.data.id, ts: workspace.ids.ts() },
  });
  events.changed(after, before);
  return after;
}

export function remove(actor: Actor, ref: MessageRef): void {
  deleteMessage(current(actor, ref), actor.stage.context);
}

export function join(actor: Actor, channelName: string): void {
  const { workspace, events } = actor.stage.context;
  const channel = workspace.channel(channelName);
  if (channel.members.includes(actor.data.id)) return;
  workspace.channels.put({ ...channel, members: [...channel.members, actor.data.id] });
  const event = { type: 'member_joined_channel', user: actor.data.id, channel: channel.id };
  events.send('member_joined_channel', event, actor.data.id);
  say(actor, channel.id, `<@${actor.data.id}> has joined the channel`, { subtype: 'channel_join' });
}

export function leave(actor: Actor, channelName: string): void {
  const { workspace, events } = actor.stage.context;
  const channel = workspace.channel(channelName);
  workspace.channels.put({
    ...channel,
    members: channel.members.filter((id) => id !== actor.data.id),
  });
  const event = { type: 'member_left_channel', user: actor.data.id, channel: channel.id };
  events.send('member_left_channel', event, actor.data.id);
}

export function react(actor: Actor, ref: MessageRef, reaction: string): void {
  const before = current(actor, ref);
  if (usersOf(before, reaction).includes(actor.data.id)) return;
  actor.stage.context.workspace.messages.put(withReaction(before, reaction, actor.data.id));
  tellOfReaction(actor, before, 'reaction_added', reaction);
}

/** Takes one's own reaction back. */
export function unreact(actor: Actor, ref: MessageRef, reaction: string): void {
  const before = current(actor, ref);
  actor.stage.context.workspace.messages.put(withoutReaction(before, reaction, actor.data.id));
  tellOfReaction(actor, before, 'reaction_removed', reaction);
}

function tellOfReaction(
  actor: Actor,
  { channel, ts, user: author }: MessageData,
  type: 'reaction_added' | 'reaction_removed',
  reaction: string,
): void {
  const { workspace, events } = actor.stage.context;
  const event = {
    type,
    user: actor.data.id,
    reaction,
    item_user: author,
    item: { type: 'message', channel, ts },
    event_ts: workspace.ids.ts(),
  };
  events.send(type, event, actor.data.id);
}
